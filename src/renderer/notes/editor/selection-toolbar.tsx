import { $isLinkNode, TOGGLE_LINK_COMMAND } from '@lexical/link'
import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import { $findMatchingParent } from '@lexical/utils'
import {
  $getSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_LOW,
  FORMAT_TEXT_COMMAND,
  KEY_DOWN_COMMAND,
  KEY_ESCAPE_COMMAND,
  type LexicalEditor,
  mergeRegister,
  type TextFormatType,
} from 'lexical'
import {
  Bold,
  Check,
  Code,
  ExternalLink,
  Highlighter,
  Italic,
  Link,
  type LucideIcon,
  Strikethrough,
  Subscript,
  Superscript,
  Underline,
  Unlink,
} from 'lucide-react'
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { IconButton } from '../../ui/icon-button.tsx'
import { safeHref } from '../conversion/safe-href.ts'
import classes from './selection-toolbar.module.css'

const FORMATS: readonly [TextFormatType, LucideIcon, string, string?][] = [
  ['bold', Bold, 'Bold', 'Ctrl B'],
  ['italic', Italic, 'Italic', 'Ctrl I'],
  ['underline', Underline, 'Underline', 'Ctrl U'],
  ['strikethrough', Strikethrough, 'Strike through', 'Ctrl Shift X'],
  ['highlight', Highlighter, 'Mark', 'Ctrl Shift H'],
  ['code', Code, 'Code', 'Ctrl E'],
  ['subscript', Subscript, 'Subscript'],
  ['superscript', Superscript, 'Superscript'],
]
/** Those that the rich text extension does not know. */
const FORMAT_KEYS: Record<string, TextFormatType> = { 'shift x': 'strikethrough', 'shift h': 'highlight', e: 'code' }
const GAP_PX = 8

interface Selected {
  formats: ReadonlySet<TextFormatType>
  /** Address of the link at the selection; null outside of links. */
  href: string | null
  collapsed: boolean
}

/** What is selected, when it is words of the note or the caret stands in a web link. */
function $readSelected(): Selected | null {
  const selection = $getSelection()
  if (!$isRangeSelection(selection)) return null
  const link = $findMatchingParent(selection.anchor.getNode(), $isLinkNode)
  const collapsed = selection.isCollapsed()
  if (collapsed ? !link : selection.getTextContent().trim() === '') return null
  const formats = new Set(FORMATS.map(([format]) => format).filter(format => selection.hasFormat(format)))
  return { formats, href: link?.getURL() ?? null, collapsed }
}

function useSelected(editor: LexicalEditor): [Selected | null, () => void] {
  const [selected, setSelected] = useState<Selected | null>(null)
  useEffect(() => {
    let selecting = false
    const read = () => {
      const focused = editor.getRootElement()?.contains(document.activeElement) ?? false
      if (!selecting && focused) setSelected(editor.getEditorState().read($readSelected))
    }
    const down = (event: PointerEvent) => {
      selecting = editor.getRootElement()?.contains(event.target as Node) ?? false
      if (selecting) setSelected(null)
    }
    const up = () => {
      if (!selecting) return
      selecting = false
      // After the browser has taken over the new selection.
      setTimeout(read)
    }
    const leave = (event: FocusEvent) => {
      const target = event.target as Element
      if (!editor.getRootElement()?.contains(target) && !target.closest('[data-selection-toolbar]')) setSelected(null)
    }
    document.addEventListener('focusin', leave)
    document.addEventListener('pointerdown', down)
    document.addEventListener('pointerup', up)
    const stop = mergeRegister(
      editor.registerUpdateListener(({ editorState, prevEditorState }) => {
        if (editorState !== prevEditorState) read()
      }),
      editor.registerCommand(
        KEY_ESCAPE_COMMAND,
        () => {
          setSelected(null)
          return false
        },
        COMMAND_PRIORITY_LOW,
      ),
      editor.registerCommand(KEY_DOWN_COMMAND, event => formatByKey(editor, event), COMMAND_PRIORITY_LOW),
    )
    return () => {
      document.removeEventListener('focusin', leave)
      document.removeEventListener('pointerdown', down)
      document.removeEventListener('pointerup', up)
      stop()
    }
  }, [editor])
  return [selected, useCallback(() => setSelected(null), [])]
}

function formatByKey(editor: LexicalEditor, event: KeyboardEvent): boolean {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return false
  const format = FORMAT_KEYS[`${event.shiftKey ? 'shift ' : ''}${event.key.toLowerCase()}`]
  if (!format) return false
  event.preventDefault()
  return editor.dispatchCommand(FORMAT_TEXT_COMMAND, format)
}

/** A small bar above the selected words: their marks, and the address of a link. */
export function SelectionToolbar() {
  const [editor] = useLexicalComposerContext()
  const [selected, hide] = useSelected(editor)
  const [linking, setLinking] = useState(false)
  const bar = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!selected) setLinking(false)
  }, [selected])
  useLayoutEffect(() => {
    const native = window.getSelection()
    if (!bar.current || !selected || !native || native.rangeCount === 0 || linking) return
    place(bar.current, native.getRangeAt(0).getBoundingClientRect())
  }, [selected, linking])
  if (!selected) return null
  const editsLink = linking || (selected.collapsed && selected.href !== null)
  return createPortal(
    <div ref={bar} role="toolbar" data-selection-toolbar aria-label="Format" className={classes.bar}>
      {editsLink ? (
        <LinkField
          href={selected.href}
          autoFocus={linking}
          onDone={() => {
            setLinking(false)
            hide()
            editor.focus()
          }}
        />
      ) : (
        <>
          {FORMATS.map(([format, icon, label, shortcut]) => (
            <IconButton
              key={format}
              icon={icon}
              label={label}
              {...(shortcut ? { shortcut } : {})}
              pressed={selected.formats.has(format)}
              onMouseDown={event => event.preventDefault()}
              onClick={() => editor.dispatchCommand(FORMAT_TEXT_COMMAND, format)}
            />
          ))}
          <span className={classes.line} />
          <IconButton
            icon={Link}
            label="Link to the web"
            pressed={selected.href !== null}
            onMouseDown={event => event.preventDefault()}
            onClick={() => setLinking(true)}
          />
        </>
      )}
    </div>,
    document.body,
  )
}

/** Above the selection, or below it where there is no room; always inside the window. */
function place(bar: HTMLElement, at: DOMRect): void {
  const { offsetWidth: width, offsetHeight: height } = bar
  const above = at.top - height - GAP_PX
  const left = Math.max(GAP_PX, Math.min(at.left + at.width / 2 - width / 2, window.innerWidth - width - GAP_PX))
  bar.style.left = `${left}px`
  bar.style.top = `${above < GAP_PX ? at.bottom + GAP_PX : above}px`
}

interface LinkFieldProps {
  href: string | null
  autoFocus: boolean
  onDone(): void
}

function LinkField({ href, autoFocus, onDone }: LinkFieldProps) {
  const [editor] = useLexicalComposerContext()
  const [address, setAddress] = useState(href ?? '')
  useEffect(() => setAddress(href ?? ''), [href])
  const safe = safeHref(address)
  const apply = () => {
    if (safe) editor.dispatchCommand(TOGGLE_LINK_COMMAND, safe)
    if (safe || address.trim() === '') onDone()
  }
  return (
    <form
      className={classes.link}
      onSubmit={event => {
        event.preventDefault()
        apply()
      }}
    >
      <input
        type="text"
        inputMode="url"
        aria-label="Address of the link"
        aria-invalid={address.trim() !== '' && safe === null}
        placeholder="https://…"
        value={address}
        // biome-ignore lint/a11y/noAutofocus: the field was asked for by the button it replaces
        autoFocus={autoFocus}
        onChange={event => setAddress(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key === 'Escape') onDone()
        }}
      />
      <IconButton type="submit" icon={Check} label="Keep this address" />
      {href && (
        <>
          <IconButton
            icon={ExternalLink}
            label="Open in the browser"
            shortcut="Ctrl Enter"
            onClick={() => safe && window.open(safe, '_blank', 'noopener,noreferrer')}
          />
          <IconButton
            icon={Unlink}
            label="Take the link away"
            onClick={() => {
              editor.dispatchCommand(TOGGLE_LINK_COMMAND, null)
              onDone()
            }}
          />
        </>
      )}
    </form>
  )
}
