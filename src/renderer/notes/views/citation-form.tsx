import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import type { SourceDetail } from '../../../shared/contract/library.ts'
import type { CitationItem } from '../../../shared/document/document.ts'
import { useWorkspace } from '../../app/workspace-store.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import classes from './citation-form.module.css'
import { LOCATOR_LABELS } from './locator.ts'
import { SourcePicker } from './source-picker.tsx'

interface CitationFormProps {
  items: CitationItem[]
  sources: (SourceDetail | undefined)[]
  onChange(items: CitationItem[]): void
  onClose(): void
}

/** Leaves out what was emptied, so that the stored citation says only what was said. */
function tidied(item: CitationItem): CitationItem {
  const { sourceId, label, locator, prefix, suffix, suppressAuthor } = item
  return {
    sourceId,
    ...(locator ? { label: label ?? 'page', locator } : {}),
    ...(prefix ? { prefix } : {}),
    ...(suffix ? { suffix } : {}),
    ...(suppressAuthor ? { suppressAuthor } : {}),
  }
}

/** Edits a citation: what is cited, where in it, and the words around it. */
export function CitationForm({ items, sources, onChange, onClose }: CitationFormProps) {
  const [adding, setAdding] = useState(false)
  const replace = (at: number, change: Partial<CitationItem>) =>
    onChange(items.map((item, index) => (index === at ? tidied({ ...item, ...change }) : item)))
  return (
    <form
      className={classes.form}
      onSubmit={event => {
        event.preventDefault()
        onClose()
      }}
    >
      {items.map((item, at) => (
        <CitationItemFields
          // biome-ignore lint/suspicious/noArrayIndexKey: the same source can be cited twice, and fields have no identity of their own
          key={`${item.sourceId} ${at}`}
          item={item}
          title={sources[at]?.title ?? 'A source that no longer exists'}
          first={at === 0}
          onChange={change => replace(at, change)}
          onRemove={() => onChange(items.filter((_item, index) => index !== at))}
        />
      ))}
      {adding && (
        <SourcePicker
          label="Cite another source"
          onPick={sourceId => {
            setAdding(false)
            onChange([...items, { sourceId }])
          }}
        />
      )}
      <div className={classes.buttons}>
        <Button variant="subtle" leftSection={<Plus aria-hidden />} disabled={adding} onClick={() => setAdding(true)}>
          Another source
        </Button>
        <Button type="submit" variant="filled">
          Done
        </Button>
      </div>
    </form>
  )
}

interface ItemFieldsProps {
  item: CitationItem
  title: string
  first: boolean
  onChange(change: Partial<CitationItem>): void
  onRemove(): void
}

function CitationItemFields({ item, title, first, onChange, onRemove }: ItemFieldsProps) {
  const open = () => useWorkspace.getState().open({ kind: 'source', id: item.sourceId }, { beside: true })
  return (
    <fieldset className={classes.item}>
      <div className={classes.title}>
        <button type="button" onClick={open} title="Open the source">
          {title}
        </button>
        <IconButton icon={X} label={`Take “${title}” out of the citation`} onClick={onRemove} />
      </div>
      <div className={classes.locator}>
        <NativeSelect
          aria-label="What the locator counts"
          value={item.label ?? 'page'}
          data={Object.entries(LOCATOR_LABELS).map(([value, [label]]) => ({ value, label }))}
          onChange={event => onChange({ label: event.currentTarget.value as NonNullable<CitationItem['label']> })}
        />
        <TextInput
          aria-label="Locator"
          placeholder="3–5"
          data-autofocus={first || undefined}
          value={item.locator ?? ''}
          onChange={event => onChange({ locator: event.currentTarget.value })}
        />
      </div>
      <div className={classes.around}>
        <TextInput
          aria-label="Words before"
          placeholder="see"
          value={item.prefix ?? ''}
          onChange={event => onChange({ prefix: event.currentTarget.value })}
        />
        <TextInput
          aria-label="Words after"
          placeholder="and the table below it"
          value={item.suffix ?? ''}
          onChange={event => onChange({ suffix: event.currentTarget.value })}
        />
      </div>
      <Checkbox
        label="Year only: the author is named in the sentence"
        checked={item.suppressAuthor ?? false}
        onChange={event => onChange({ suppressAuthor: event.currentTarget.checked })}
      />
    </fieldset>
  )
}
