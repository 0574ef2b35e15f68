import { $getState, $setState, createState, type LexicalNode } from 'lexical'

const blockIdState = createState('blockId', {
  parse: value => (typeof value === 'string' && value !== '' ? value : undefined),
  resetOnCopyNode: true,
})

/** The stable id of a block, present when something links to it. */
export function $getBlockId(node: LexicalNode): string | undefined {
  return $getState(node, blockIdState)
}

/** Gives a block its stable id. */
export function $setBlockId<T extends LexicalNode>(node: T, id: string | undefined): T {
  return id === undefined ? node : $setState(node, blockIdState, id)
}
