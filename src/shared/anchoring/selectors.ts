import { z } from 'zod'
import type { TextIndex, TextSpan, TreeNode } from './canonical-text.ts'
import { offsetToPoint, pointToOffset } from './text-points.ts'

/** W3C Web Annotation selectors (https://www.w3.org/TR/annotation-model/#selectors); offsets count in the canonical text. */
export const TextQuoteSelector = z.object({
  type: z.literal('TextQuoteSelector'),
  exact: z.string(),
  prefix: z.string().default(''),
  suffix: z.string().default(''),
})
export type TextQuoteSelector = z.infer<typeof TextQuoteSelector>

export const TextPositionSelector = z.object({
  type: z.literal('TextPositionSelector'),
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
})
export type TextPositionSelector = z.infer<typeof TextPositionSelector>

/** The smallest element that holds the passage; the refinement counts from the beginning of that element's text. */
export const CssSelector = z.object({
  type: z.literal('CssSelector'),
  value: z.string(),
  refinedBy: TextPositionSelector.optional(),
})
export type CssSelector = z.infer<typeof CssSelector>

export const Selector = z.discriminatedUnion('type', [TextQuoteSelector, TextPositionSelector, CssSelector])
export type Selector = z.infer<typeof Selector>

/** A passage by its words, by the characters around it and by its place. */
export interface DescribedPassage extends TextSpan {
  exact: string
  prefix: string
  suffix: string
}

/** Characters of context on each side; enough to tell most repeated phrases apart. */
const CONTEXT_CHARACTERS = 64
const ELEMENT_NODE = 1

/** Describes `[start, end)` of a canonical text with its context; white space at its ends is left out. Null if nothing else is in it. */
export function describeRange(text: string, start: number, end: number): DescribedPassage | null {
  const span = trimSpan(text, start, end)
  if (span === null) return null
  const before = outsidePair(text, Math.max(0, span.start - CONTEXT_CHARACTERS), 1)
  const after = outsidePair(text, Math.min(text.length, span.end + CONTEXT_CHARACTERS), -1)
  return {
    ...span,
    exact: text.slice(span.start, span.end),
    prefix: text.slice(Math.min(before, span.start), span.start),
    suffix: text.slice(span.end, Math.max(after, span.end)),
  }
}

/** The span without white space at its ends and without half characters: a cut surrogate pair is taken whole. Null if nothing is left. */
export function trimSpan(text: string, start: number, end: number): TextSpan | null {
  let from = outsidePair(text, Math.max(0, start), -1)
  let to = outsidePair(text, Math.min(text.length, end), 1)
  while (from < to && /\s/.test(text.charAt(from))) from++
  while (to > from && /\s/.test(text.charAt(to - 1))) to--
  return from < to ? { start: from, end: to } : null
}

/** The selectors that are stored and exported for a passage. */
export function toSelectors(passage: DescribedPassage): [TextQuoteSelector, TextPositionSelector] {
  const { exact, prefix, suffix, start, end } = passage
  return [
    { type: 'TextQuoteSelector', exact, prefix, suffix },
    { type: 'TextPositionSelector', start, end },
  ]
}

/** The passage that selectors describe, its place only if they tell it; null without a quotation. */
export function fromSelectors(
  selectors: readonly Selector[],
): (Omit<DescribedPassage, 'start' | 'end'> & Partial<TextSpan>) | null {
  const quote = selectors.find(selector => selector.type === 'TextQuoteSelector')
  if (quote === undefined) return null
  const position = selectors.find(selector => selector.type === 'TextPositionSelector')
  const { exact, prefix, suffix } = quote
  return position ? { exact, prefix, suffix, start: position.start, end: position.end } : { exact, prefix, suffix }
}

/** The structural selector of a passage, to be resolved with `querySelector` on the indexed root; null if the passage has no text. */
export function describeBlock(index: TextIndex, start: number, end: number): CssSelector | null {
  let node = offsetToPoint(index, start, 'start')?.node ?? null
  const span = () => (node === null ? null : spanOfNode(index, node))
  while (node !== null && (node.nodeType !== ELEMENT_NODE || (span()?.end ?? 0) < end)) {
    if (node === index.root) return null
    node = node.parentNode
  }
  const block = span()
  if (node === null || block === null) return null
  return {
    type: 'CssSelector',
    value: pathFrom(index.root, node),
    refinedBy: { type: 'TextPositionSelector', start: start - block.start, end: end - block.start },
  }
}

/** The span a structural selector means, once its element is found; null if the element lies outside the indexed root. */
export function resolveBlock(index: TextIndex, element: TreeNode, selector: CssSelector): TextSpan | null {
  const block = spanOfNode(index, element)
  if (block === null) return null
  const { refinedBy } = selector
  return refinedBy ? { start: block.start + refinedBy.start, end: block.start + refinedBy.end } : block
}

function spanOfNode(index: TextIndex, node: TreeNode): TextSpan | null {
  const start = pointToOffset(index, node, 0, 'start')
  const end = pointToOffset(index, node, Number.MAX_SAFE_INTEGER, 'end')
  return start === null || end === null ? null : { start, end }
}

function pathFrom(root: TreeNode, node: TreeNode): string {
  const steps: string[] = []
  for (let step: TreeNode | null = node; step !== null && step !== root; step = step.parentNode) {
    steps.unshift(` > :nth-child(${positionAmongElements(step)})`)
  }
  return `:scope${steps.join('')}`
}

function positionAmongElements(node: TreeNode): number {
  let position = 1
  for (let child = node.parentNode?.firstChild ?? node; child !== node; child = child.nextSibling ?? node) {
    if (child.nodeType === ELEMENT_NODE) position++
  }
  return position
}

/** Moves an offset that lies within a surrogate pair out of it. */
function outsidePair(text: string, offset: number, step: 1 | -1): number {
  const isInside = /[\ud800-\udbff]/.test(text.charAt(offset - 1)) && /[\udc00-\udfff]/.test(text.charAt(offset))
  return isInside ? offset + step : offset
}
