import { describe, expect, it } from 'vitest'
import type { Job, JobItem } from '../../shared/contract/jobs.ts'
import { clipSentence, failedFirst } from './job-outcome.ts'

const item = (status: JobItem['status'], label = 'page.html', message?: string): JobItem => ({ status, label, message })
const job = (items: JobItem[], state: Job['state'] = 'done') =>
  ({ kind: 'clip', state, items, done: items.length, total: items.length }) as Job

describe('what a clipping job says of itself', () => {
  it('names the one page, and what became of it', () => {
    expect(clipSentence(job([item('added', 'Link rot')]))).toBe('Saved “Link rot”')
    expect(clipSentence(job([item('snapshot', 'Link rot')]))).toBe('Saved a new snapshot of “Link rot”')
    expect(clipSentence(job([item('duplicate', 'Link rot')]))).toBe('“Link rot” is in your library already')
    expect(clipSentence(job([item('failed', 'a.html', 'it holds no text.')]))).toBe(
      '“a.html” could not be clipped: it holds no text.',
    )
  })

  it('counts the pages of a folder by outcome', () => {
    const items = [
      ...Array.from({ length: 37 }, () => item('added')),
      item('duplicate'),
      item('failed'),
      item('failed'),
    ]
    expect(clipSentence(job(items))).toBe('Saved 37 pages, 1 already there, 2 failed')
  })

  it('never calls saved what was not', () => {
    expect(clipSentence(job([item('failed'), item('failed')]))).toBe('2 failed')
    expect(clipSentence(job([], 'cancelled'))).toBe('Cancelled. Nothing was saved.')
    expect(clipSentence(job([item('added'), item('added')], 'cancelled'))).toBe('Cancelled after it had saved 2 pages')
  })

  it('lists failures first and keeps the order otherwise', () => {
    const listed = failedFirst([item('added', 'a'), item('failed', 'b'), item('added', 'c'), item('failed', 'd')])
    expect(listed.map(each => each.label)).toEqual(['b', 'd', 'a', 'c'])
  })
})
