import type { Command } from '../app/commands.ts'

/** The reader's own keys, for the list of shortcuts; the reader itself hears them. */
export const READER_SHORTCUTS: Command[] = [
  { id: 'reader.highlight', title: 'Highlight the selection', group: 'Reader', shortcuts: ['h'] },
  { id: 'reader.color', title: 'Highlight or recolour, in one of six colours', group: 'Reader', shortcuts: ['1', '6'] },
  { id: 'reader.comment', title: 'Comment', group: 'Reader', shortcuts: ['c'] },
  { id: 'reader.tag', title: 'Tag the highlight', group: 'Reader', shortcuts: ['t'] },
  { id: 'reader.quote', title: 'Quote in the open note', group: 'Reader', shortcuts: ['q'] },
  { id: 'reader.copy', title: 'Copy with citation', group: 'Reader', shortcuts: ['Mod+Shift+c'] },
  { id: 'reader.remove', title: 'Remove the highlight', group: 'Reader', shortcuts: ['Delete'] },
  { id: 'reader.next', title: 'Next and previous highlight', group: 'Reader', shortcuts: ['n', 'p'] },
  { id: 'reader.block', title: 'Next and previous paragraph', group: 'Reader', shortcuts: ['j', 'k'] },
  {
    id: 'reader.extend',
    title: 'Select by word or sentence in the paragraph',
    group: 'Reader',
    shortcuts: ['Shift+ArrowRight', 'Shift+ArrowDown'],
  },
  { id: 'reader.original', title: 'Switch between reader and original', group: 'Reader', shortcuts: ['o'] },
  { id: 'reader.find', title: 'Find in the article', group: 'Reader', shortcuts: ['Mod+f'] },
  { id: 'reader.undo', title: 'Undo, redo', group: 'Reader', shortcuts: ['Mod+z', 'Mod+Shift+z'] },
]
