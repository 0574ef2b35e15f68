import { FileDown } from 'lucide-react'
import { useEffect, useState } from 'react'
import { toFailure } from '../../shared/rpc/result.ts'
import { isEditable } from '../app/shortcuts.ts'
import { showFailure } from '../ui/toasts.tsx'
import { clipFiles, clipPasted } from './clip-actions.ts'
import classes from './drop-target.module.css'
import { transferredFiles } from './dropped-files.ts'

/** Whether files are meant for the editor under them: an image dropped into a note belongs to the note. */
function belongsToEditor(event: DragEvent): boolean {
  const target = event.target instanceof Element ? event.target : null
  if (!target?.closest('[contenteditable="true"]')) return false
  const files = Array.from(event.dataTransfer?.items ?? []).filter(item => item.kind === 'file')
  return files.length > 0 && files.every(item => item.type.startsWith('image/'))
}

const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false

async function take(transfer: DataTransfer): Promise<void> {
  try {
    await clipFiles(await transferredFiles(transfer))
  } catch (error) {
    showFailure({ ...toFailure(error), message: 'A file or folder that was dropped could not be read. Try it again.' })
  }
}

/** Takes files and folders dropped anywhere on the window. Shows where they will go while they are over it. */
export function DropTarget() {
  const [over, setOver] = useState(false)
  useEffect(() => {
    let leaving: ReturnType<typeof setTimeout> | undefined
    const set = (now: boolean) => {
      setOver(now)
      // A frame under the pointer would swallow the drop.
      document.documentElement.toggleAttribute('data-dropping', now)
    }
    const onOver = (event: DragEvent) => {
      if (!carriesFiles(event) || belongsToEditor(event)) return
      event.preventDefault()
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy'
      clearTimeout(leaving)
      set(true)
    }
    const onLeave = () => {
      clearTimeout(leaving)
      leaving = setTimeout(() => set(false), 80)
    }
    const onDrop = (event: DragEvent) => {
      clearTimeout(leaving)
      set(false)
      if (event.defaultPrevented || !event.dataTransfer || !carriesFiles(event) || belongsToEditor(event)) return
      event.preventDefault()
      void take(event.dataTransfer)
    }
    const onPaste = (event: ClipboardEvent) => {
      const busy = event.defaultPrevented || isEditable(event.target) || document.querySelector('[aria-modal="true"]')
      if (busy || !event.clipboardData) return
      event.preventDefault()
      if (event.clipboardData.files.length > 0) return void take(event.clipboardData)
      const html = event.clipboardData.getData('text/html') || undefined
      const text = event.clipboardData.getData('text/plain') || undefined
      if (html || text?.trim()) void clipPasted({ html, text })
    }
    window.addEventListener('dragenter', onOver)
    window.addEventListener('dragover', onOver)
    window.addEventListener('dragleave', onLeave)
    window.addEventListener('drop', onDrop)
    document.addEventListener('paste', onPaste)
    return () => {
      clearTimeout(leaving)
      window.removeEventListener('dragenter', onOver)
      window.removeEventListener('dragover', onOver)
      window.removeEventListener('dragleave', onLeave)
      window.removeEventListener('drop', onDrop)
      document.removeEventListener('paste', onPaste)
    }
  }, [])
  if (!over) return null
  return (
    <div className={classes.overlay}>
      <div className={classes.card}>
        <FileDown aria-hidden />
        Drop to clip into your library
      </div>
    </div>
  )
}
