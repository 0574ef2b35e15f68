import { expect, it } from 'vitest'
import { contextAfter, contextBefore } from './quotation-context.ts'

it('the context of a quotation keeps whole words and says where it was cut', () => {
  expect(contextBefore('mforting. A file that is copied is not yet a file that is kept; ')).toBe(
    '… A file that is copied is not yet a file that is kept; ',
  )
  expect(contextAfter(' At the end of the tenth it was closer to one in two, and of t')).toBe(
    ' At the end of the tenth it was closer to one in two, and of …',
  )
  expect(contextBefore('The oldest book ')).toBe('The oldest book ')
})
