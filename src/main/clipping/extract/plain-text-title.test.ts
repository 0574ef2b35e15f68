import { expect, it } from 'vitest'
import { extractPlainText } from './extract-plain-text.ts'

const LONG =
  'The company announced today that it is suspending its cooperation following the vote in parliament, which was close.'
const titleOf = (text: string, fileName?: string) => extractPlainText(new TextEncoder().encode(text), fileName).title

it.each([
  ['a short first line', 'Link rot, measured\n\nA link is a promise.', 'article.txt', 'Link rot, measured'],
  ['the file’s name', LONG, 'Parliament vote.txt', 'Parliament vote'],
  [
    'the first words where the name says nothing',
    LONG,
    'article (2).txt',
    'The company announced today that it is suspending its cooperation following the…',
  ],
])('a plain text is titled by %s', (_, text, fileName, title) => {
  expect(titleOf(text, fileName)).toBe(title)
})
