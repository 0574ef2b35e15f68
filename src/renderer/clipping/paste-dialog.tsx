import { Button, Modal, Textarea, TextInput } from '@mantine/core'
import { type ClipboardEvent, useState } from 'react'
import { useDialogs } from '../app/dialog-store.ts'
import { countOf } from '../ui/counts.ts'
import { clipPasted } from './clip-actions.ts'
import classes from './paste-dialog.module.css'

/** A place to paste a page or a passage into, with its title and address when one knows them. */
export function PasteDialog() {
  const { open, close } = useDialogs()
  return (
    <Modal opened={open === 'paste'} onClose={close} title="Paste as clip" size={560}>
      <PasteForm onDone={close} />
    </Modal>
  )
}

function PasteForm({ onDone }: { onDone: () => void }) {
  const [text, setText] = useState('')
  const [html, setHtml] = useState<string>()
  const [title, setTitle] = useState('')
  const [url, setUrl] = useState('')
  const [saving, setSaving] = useState(false)
  const onPaste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData.getData('text/html')
    if (pasted && text === '') setHtml(pasted)
  }
  const save = async () => {
    setSaving(true)
    const content = html ? { html, text } : { text }
    const saved = await clipPasted({ ...content, title: title.trim() || undefined, url: url.trim() || undefined })
    setSaving(false)
    if (saved) onDone()
  }
  const words = text.split(/\s+/).filter(Boolean).length
  return (
    <form
      className={classes.form}
      onSubmit={event => {
        event.preventDefault()
        void save()
      }}
    >
      <Textarea
        data-autofocus
        label="Text"
        placeholder="Paste a page, or a part of one, here"
        rows={9}
        value={text}
        onPaste={onPaste}
        onChange={event => {
          setText(event.target.value)
          // What was typed or cut afterwards is only in the text.
          if (html && event.target.value === '') setHtml(undefined)
        }}
      />
      <TextInput
        label="Title"
        placeholder="From the text, if empty"
        value={title}
        onChange={e => setTitle(e.target.value)}
      />
      <TextInput
        label="Address"
        placeholder="https://"
        inputMode="url"
        value={url}
        onChange={e => setUrl(e.target.value)}
      />
      <div className={classes.foot}>
        <span>
          {words > 0 && countOf(words, 'word')}
          {html && ' · with its formatting'}
        </span>
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="filled" disabled={text.trim() === ''} loading={saving}>
          Clip
        </Button>
      </div>
    </form>
  )
}
