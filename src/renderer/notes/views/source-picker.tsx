import { Combobox, TextInput, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useCall } from '../../rpc/queries.ts'

/** A field that finds a source by a few letters of its title. */
export function SourcePicker({ label, onPick }: { label: string; onPick(sourceId: string): void }) {
  const combobox = useCombobox()
  const [query, setQuery] = useState('')
  const [asked] = useDebouncedValue(query, 80)
  const { data } = useCall('notes.complete', { query: asked, limit: 30 })
  const sources = (data ?? []).filter(suggestion => suggestion.kind === 'source')
  return (
    <Combobox
      store={combobox}
      withinPortal={false}
      onOptionSubmit={value => {
        combobox.closeDropdown()
        onPick(value)
      }}
    >
      <Combobox.Target>
        <TextInput
          label={label}
          placeholder="Title or author"
          value={query}
          data-autofocus
          onFocus={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          onChange={event => {
            setQuery(event.currentTarget.value)
            combobox.openDropdown()
            combobox.selectFirstOption()
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options mah={220} style={{ overflowY: 'auto' }}>
          {sources.map(source => (
            <Combobox.Option value={source.id} key={source.id}>
              {source.title}
            </Combobox.Option>
          ))}
          {data && sources.length === 0 && <Combobox.Empty>No source by that name</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
