import { Combobox, TextInput, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { FileText, Search } from 'lucide-react'
import { useState } from 'react'
import { useCall } from '../rpc/queries.ts'
import classes from './note-picker.module.css'

interface NotePickerProps {
  /** Notes that are in the report already. */
  without: readonly string[]
  onPick(note: { id: string; title: string }): void
}

/** A field that adds a note to the report by a few letters of its title; empty, it offers the last changed ones. */
export function NotePicker({ without, onPick }: NotePickerProps) {
  const combobox = useCombobox()
  const [query, setQuery] = useState('')
  const [asked] = useDebouncedValue(query.trim(), 80)
  const { data: found } = useCall('notes.complete', { query: asked, limit: 50 }, { enabled: asked !== '' })
  const { data: recent } = useCall('notes.list', { limit: 20 })
  const notes = asked === '' ? (recent?.items ?? []) : (found ?? []).filter(each => each.kind === 'note')
  const offered = notes.filter(note => !without.includes(note.id)).slice(0, 12)
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={id => {
        const note = offered.find(each => each.id === id)
        if (note) onPick({ id, title: note.title })
        setQuery('')
        combobox.resetSelectedOption()
      }}
    >
      <Combobox.Target>
        <TextInput
          aria-label="Add a note"
          placeholder="Add a note…"
          leftSection={<Search aria-hidden />}
          value={query}
          onFocus={() => combobox.openDropdown()}
          onClick={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          onChange={event => {
            setQuery(event.currentTarget.value)
            combobox.openDropdown()
            combobox.resetSelectedOption()
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options mah={280} style={{ overflowY: 'auto' }} aria-label="Notes">
          {offered.map(note => (
            <Combobox.Option value={note.id} key={note.id} className={classes.option ?? ''}>
              <FileText aria-hidden />
              <span>{note.title || 'Untitled'}</span>
            </Combobox.Option>
          ))}
          {offered.length === 0 && <Combobox.Empty>No other note by that name</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
