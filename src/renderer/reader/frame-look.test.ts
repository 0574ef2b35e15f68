import { expect, test } from 'vitest'
import { ReaderSettings } from '../../shared/contract/settings.ts'
import { readerVariables } from './frame-look.ts'

test('the column is as wide as the characters asked for', () => {
  expect(readerVariables(ReaderSettings.parse({}))['--reader-measure']).toBe('575px')
  const wide = readerVariables(ReaderSettings.parse({ typeface: 'mono', sizePx: 20, measureCh: 80 }))
  expect(wide['--reader-measure']).toBe('960px')
})

test('settings become the variables of the stylesheet', () => {
  const variables = readerVariables(ReaderSettings.parse({ typeface: 'sans', lineHeight: 1.45, hyphenate: true }))
  expect(variables).toMatchObject({ '--reader-line': '1.45', '--reader-hyphens': 'auto', '--reader-size': '18px' })
  expect(variables['--reader-font']).toContain('Inter Variable')
})
