import { describe, expect, it } from 'vitest'
import { canonicalText } from '../../shared/anchoring/canonical-text.ts'
import { CANONICAL_TEXT_CASES } from '../../shared/anchoring/canonical-text-cases.ts'

describe('canonicalText in Chromium', () => {
  it.each(CANONICAL_TEXT_CASES)('$name', ({ html, text }) => {
    const page = new DOMParser().parseFromString(`<!doctype html><title>T</title><body>${html}</body>`, 'text/html')
    expect(canonicalText(page.body)).toBe(text)
    expect(canonicalText(page.documentElement)).toBe(text)
  })
})
