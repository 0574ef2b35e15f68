import { Textarea, Tooltip } from '@mantine/core'
import { type KeyboardEvent, useState } from 'react'
import classes from './editable-field.module.css'

interface EditableFieldProps {
  label: string
  value: string
  /** How the value reads outside the field, when that differs. */
  shown?: string
  /** Where the value came from, for example `json-ld`, `edited`. */
  origin: string | undefined
  onSave(value: string): void
  /** What to type, while the field is empty. */
  hint?: string
  isRequired?: boolean
}

/** A line of a record: a click turns the value into a field; Enter or leaving it saves, Escape takes it back. */
export function EditableField({
  label,
  value,
  shown = value,
  origin,
  onSave,
  hint,
  isRequired = false,
}: EditableFieldProps) {
  const [draft, setDraft] = useState<string | null>(null)
  const finish = (text: string) => {
    const trimmed = text.trim()
    setDraft(null)
    if (trimmed !== value && (trimmed !== '' || !isRequired)) onSave(trimmed)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') setDraft(null)
    else if (event.key === 'Enter') finish(event.currentTarget.value)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className={classes.field}>
      <dt className={classes.label}>{label}</dt>
      <dd className={classes.value}>
        {draft === null ? (
          <Tooltip label={originSentence(origin)} disabled={!origin} position="bottom-start">
            <button
              type="button"
              className={value ? classes.text : classes.empty}
              aria-label={`Edit ${label.toLowerCase()}${value ? `: ${value}` : ''}`}
              dir="auto"
              onClick={() => setDraft(value)}
            >
              {shown || (hint ?? 'Add')}
              {origin === 'edited' && <span className={classes.edited}>edited</span>}
            </button>
          </Tooltip>
        ) : (
          <Textarea
            autoFocus
            autosize
            aria-label={label}
            placeholder={hint ?? ''}
            value={draft}
            onFocus={event => event.currentTarget.select()}
            onChange={event => setDraft(event.currentTarget.value.replaceAll('\n', ' '))}
            onBlur={event => finish(event.currentTarget.value)}
            onKeyDown={onKeyDown}
          />
        )}
      </dd>
    </div>
  )
}

function originSentence(origin: string | undefined): string {
  return origin === 'edited' ? 'Corrected by hand; a later capture leaves it' : `Found in the page: ${origin}`
}
