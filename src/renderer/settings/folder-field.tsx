import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { AppFailure } from '../../shared/rpc/result.ts'
import classes from './folder-field.module.css'

interface FolderFieldProps {
  label: string
  /** The folder that is set; null when there is none, and then `none` stands in the field. */
  folder: string | null
  none: string
  /** The word on the button that goes back to `none`. */
  clearLabel: string
  /** Sets another folder, or none. Resolves to why it could not be. */
  onSet: (folder: string | null) => Promise<AppFailure | null>
}

/** The path of a folder, changed when one presses Enter or the button; what is wrong with it stands under it. */
export function FolderField({ label, folder, none, clearLabel, onSet }: FolderFieldProps) {
  const [text, setText] = useState(folder ?? '')
  const [problem, setProblem] = useState<string | null>(null)
  const changed = text.trim() !== (folder ?? '')
  const set = async (next: string | null) => {
    const failure = await onSet(next)
    setProblem(failure?.message ?? null)
    if (!failure) setText(next ?? '')
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void set(text.trim() || null)
  }
  return (
    <form className={classes.form} onSubmit={submit}>
      <TextInput
        className={classes.input}
        aria-label={label}
        placeholder={none}
        spellCheck={false}
        maxLength={4000}
        value={text}
        error={problem}
        onChange={event => {
          setText(event.target.value)
          setProblem(null)
        }}
      />
      {changed && <Button type="submit">Set</Button>}
      {!changed && folder !== null && <Button onClick={() => void set(null)}>{clearLabel}</Button>}
    </form>
  )
}
