import { describe, expect, it } from 'vitest'
import { parseDate } from './page-dates.ts'

describe('parseDate', () => {
  it.each([
    ['2024-05-01T10:30:00Z', '', '2024-05-01T10:30:00Z'],
    ['2024-05-01T10:30:00.123+0200', '', '2024-05-01T10:30:00+02:00'],
    ['Published May 1, 2024 at 10 am', 'en', '2024-05-01'],
    ['1st of May 2024', 'en', '2024-05-01'],
    ['HealthDECEMBER 22, 2022Updated', 'en', '2022-12-22'],
    ['Wed, 01 May 2024 08:00:00 GMT', 'en', '2024-05-01'],
    ['1. März 2023', 'de', '2023-03-01'],
    ['le 14 février 2022', 'fr', '2022-02-14'],
    ['14 de octubre de 2021', 'es', '2021-10-14'],
    ['3 grudnia 2019', 'pl', '2019-12-03'],
    ['9 мая 2020', 'ru', '2020-05-09'],
    ['25 Μαρτίου 2021', 'el', '2021-03-25'],
    ['2005年7月3日 12:30', 'zh', '2005-07-03'],
    ['03/09/2026', 'en-US', '2026-03-09'],
    ['03/09/2026', 'en-GB', '2026-09-03'],
    ['25/12/2020', 'en-US', '2020-12-25'],
    ['31.12.2019', 'ru', '2019-12-31'],
    ['June 2022', 'en', '2022-06'],
    ['2022', '', '2022'],
    ['20240501', '', '2024-05-01'],
  ])('reads %s (%s) as %s', (text, language, expected) => {
    expect(parseDate(text, language)).toBe(expected)
  })

  it.each(['', 'yesterday', '1744-08-31', 'version 3.14.15', 'May contain nuts', '99/99/2020', '2024-13-45'])(
    'finds no date in "%s"',
    text => {
      expect(parseDate(text)).toBeUndefined()
    },
  )
})
