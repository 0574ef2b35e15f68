import { Button, Modal, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useDialogs } from '../app/dialog-store.ts'
import { countOf, quoted } from '../ui/counts.ts'
import { clipAddresses } from './clip-actions.ts'
import classes from './paste-dialog.module.css'
import { typedAddresses } from './typed-addresses.ts'

const MOST_AT_ONCE = 1_000

/** A place for one or many addresses of pages, which are then fetched and clipped. */
export function AddressDialog() {
  const { open, close } = useDialogs()
  return (
    <Modal opened={open === 'address'} onClose={close} title="Clip address" size={560}>
      <AddressForm onDone={close} />
    </Modal>
  )
}

function AddressForm({ onDone }: { onDone: () => void }) {
  const [text, setText] = useState('')
  const [starting, setStarting] = useState(false)
  const { urls, others } = typedAddresses(text)
  const isTooMany = urls.length > MOST_AT_ONCE
  const clip = async () => {
    setStarting(true)
    const began = await clipAddresses(urls)
    setStarting(false)
    if (began) onDone()
  }
  return (
    <form
      className={classes.form}
      onSubmit={event => {
        event.preventDefault()
        void clip()
      }}
    >
      <Textarea
        data-autofocus
        label="Addresses"
        description="One or many, each on its own line. The pages are fetched with their pictures and kept whole."
        placeholder="https://"
        rows={6}
        spellCheck={false}
        value={text}
        error={isTooMany && `At most ${MOST_AT_ONCE.toLocaleString('en')} addresses can be clipped at once.`}
        onChange={event => setText(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          event.currentTarget.form?.requestSubmit()
        }}
      />
      <div className={classes.foot}>
        <span role="status">
          {urls.length > 1 && countOf(urls.length, 'page')}
          {others[0] && `${urls.length > 1 ? ' · ' : ''}${quoted(others[0])} is not an address`}
        </span>
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="filled" disabled={urls.length === 0 || isTooMany} loading={starting}>
          Clip
        </Button>
      </div>
    </form>
  )
}
