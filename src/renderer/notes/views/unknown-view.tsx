import type { UnknownBlock } from '../../../shared/document/document.ts'
import type { NodeViewProps } from '../nodes/node-views.ts'
import { BlockFrame } from './block-frame.tsx'
import classes from './embed-view.module.css'

/** A block of a newer program: its words, and a word on why it cannot be edited here. */
export function UnknownView({ nodeKey, value }: NodeViewProps<UnknownBlock>) {
  return (
    <BlockFrame nodeKey={nodeKey} label="Block of a newer version" className={classes.box}>
      <p className={classes.head}>Written by a newer version of Commonplace. It is kept as it is.</p>
      {value.text && <p>{value.text}</p>}
    </BlockFrame>
  )
}
