import { describe, expect, it } from 'vitest'
import { completions, holdsOperator, operator, toggleOperator } from './complete-query.ts'

const values = { tags: ['method', 'meta analysis', 'law/eu'], collections: ['Chapter 2'], sites: ['Marsh News'] }
const texts = (query: string) => completions(query, values).map(({ text }) => text)

describe('completions', () => {
  it.each([
    ['ti', ['title:']],
    ['heron -au', ['heron -author:']],
    ['heron tag:me', ['heron tag:method ', 'heron tag:"meta analysis" ']],
    ['tag:"meta a', ['tag:"meta analysis" ']],
    ['in:', ['in:"Chapter 2" ']],
    ['is:sta', ['is:starred ']],
    ['-has:h', ['-has:highlight ']],
    ['site:news', ['site:"Marsh News" ']],
    ['is:unread', []],
    ['nobody:x', []],
    ['constructor:x', []],
    ['h', []],
    ['heron ', []],
    ['', []],
  ])('goes on from “%s”', (query, expected) => {
    expect(texts(query)).toEqual(expected)
  })
})

it('puts an operator into the query and takes it out again', () => {
  expect(operator('site', 'EP "News"')).toBe('site:"EP  News "')
  expect(toggleOperator('heron', 'tag:"meta analysis"')).toBe('heron tag:"meta analysis" ')
  expect(toggleOperator('heron tag:"meta analysis" is:unread', 'tag:"Meta analysis"')).toBe('heron is:unread')
  expect(holdsOperator('heron tag:method2', 'tag:method')).toBe(false)
  expect(toggleOperator('', 'is:unread')).toBe('is:unread ')
})
