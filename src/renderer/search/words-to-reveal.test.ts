import { describe, expect, it } from 'vitest'
import { wordsToReveal } from './words-to-reveal.ts'

describe('the words of a query that are marked in the text', () => {
  it.each([
    ['link rot', ['link', 'rot']],
    ['europol tag:malware site:ep.eu before:2019 "closed source"', ['europol', 'closed', 'source']],
    ['bank* OR river -fish', ['bank', 'river']],
    ['-"open source" author:"Ifeoma Okafor" copies', ['copies']],
    ['数字保存', ['数字保存']],
    ['copy copy', ['copy']],
    ['"never closed', ['never', 'closed']],
    ['   ', []],
  ])('%s', (query, words) => {
    expect(wordsToReveal(query)).toEqual(words)
  })
})
