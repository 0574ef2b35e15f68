import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import { useLexicalNodeSelection } from '@lexical/react/useLexicalNodeSelection'
import { TextInput } from '@mantine/core'
import { $getNodeByKey } from 'lexical'
import { useState } from 'react'
import { inlineText } from '../../../shared/document/derive/lines.ts'
import type { ImageBlock } from '../../../shared/document/document.ts'
import { ImageNode } from '../nodes/block-nodes.ts'
import type { NodeViewProps } from '../nodes/node-views.ts'
import { BlockFrame } from './block-frame.tsx'
import classes from './image-view.module.css'

const WIDTHS: readonly [string, number | undefined][] = [
  ['25 %', 0.25],
  ['50 %', 0.5],
  ['75 %', 0.75],
  ['Full', undefined],
]

/** An image with its caption; selected, it shows what can be changed: width, description, caption. */
export function ImageView({ nodeKey, value }: NodeViewProps<ImageBlock>) {
  const [selected] = useLexicalNodeSelection(nodeKey)
  const [broken, setBroken] = useState(false)
  const caption = inlineText(value.caption ?? [])
  return (
    <BlockFrame nodeKey={nodeKey} label={`Image ${value.alt}`} className={classes.image}>
      <figure className={classes.figure} style={{ width: value.width ? `${value.width * 100}%` : undefined }}>
        {broken ? (
          <p className={classes.broken}>This image is missing from the library. {value.alt}</p>
        ) : (
          <img src={`/blobs/${value.blob}`} alt={value.alt} draggable={false} onError={() => setBroken(true)} />
        )}
        {caption && !selected && <figcaption dir="auto">{caption}</figcaption>}
      </figure>
      {selected && <ImageFields nodeKey={nodeKey} value={value} caption={caption} />}
    </BlockFrame>
  )
}

/** The fields stop keys and clicks from reaching the editor, which would take them for its own. */
function ImageFields({ nodeKey, value, caption }: NodeViewProps<ImageBlock> & { caption: string }) {
  const [editor] = useLexicalComposerContext()
  const change = (part: Partial<ImageBlock>) =>
    editor.update(() => {
      const node = $getNodeByKey(nodeKey)
      if (node instanceof ImageNode) node.setValue({ ...node.getValue(), ...part })
    })
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keeps events of its fields to itself
    <div
      className={classes.fields}
      onClick={event => event.preventDefault()}
      onKeyDown={event => event.stopPropagation()}
    >
      <TextInput
        aria-label="Caption"
        placeholder="Caption"
        defaultValue={caption}
        onBlur={event => {
          const text = event.currentTarget.value
          if (text !== caption) change({ caption: text ? [{ type: 'text', text }] : undefined })
        }}
      />
      <TextInput
        aria-label="Description for those who cannot see the image"
        placeholder="Description for those who cannot see it"
        defaultValue={value.alt}
        onBlur={event => event.currentTarget.value !== value.alt && change({ alt: event.currentTarget.value })}
      />
      <fieldset className={classes.widths} aria-label="Width">
        {WIDTHS.map(([label, width]) => (
          <button key={label} type="button" aria-pressed={value.width === width} onClick={() => change({ width })}>
            {label}
          </button>
        ))}
      </fieldset>
    </div>
  )
}
