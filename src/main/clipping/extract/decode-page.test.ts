import { describe, expect, it } from 'vitest'
import { decodePage } from './decode-page.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const hex = (text: string) => Buffer.from(text.replace(/\s/g, ''), 'hex')

describe('decodePage', () => {
  it('believes a byte order mark first', () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('<p>žluť</p>', 'utf16le')])
    expect(decodePage(bytes, 'text/html; charset=windows-1252')).toMatchObject({
      text: '<p>žluť</p>',
      decidedBy: 'bom',
    })
  })

  it('knows UTF-16 without a mark by its zero bytes', () => {
    expect(decodePage(Buffer.from('<html><body><p>A quiet morning in the harbour</p>', 'utf16le')).text).toContain(
      'A quiet morning',
    )
  })

  it('lets valid UTF-8 prove itself against a wrong declaration', () => {
    expect(decodePage(utf8('<meta charset="gb2312"><p>新闻</p>')).text).toContain('新闻')
  })

  it('takes the MIME header before the declaration in the page', () => {
    // "привет" in windows-1251
    const bytes = Buffer.concat([utf8('<meta charset="koi8-r">'), hex('EFF0E8E2E5F2')])
    expect(decodePage(bytes, 'text/html; charset=windows-1251').text).toContain('привет')
  })

  it('takes the declaration of the page when there is no header', () => {
    // "新闻" in GBK
    const bytes = Buffer.concat([
      utf8('<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'),
      hex('D0C2CEC5'),
    ])
    expect(decodePage(bytes)).toMatchObject({ decidedBy: 'meta', text: expect.stringContaining('新闻') })
  })

  it('finds the encoding of undeclared Russian, Chinese and Greek', () => {
    // "новости сегодня" windows-1251 · "我们在中国的新闻" GBK · "ειδήσεις σήμερα" windows-1253
    expect(decodePage(hex('EDEEE2EEF1F2E8 20 F1E5E3EEE4EDFF')).text).toBe('новости сегодня')
    expect(decodePage(hex('CED2C3C7D4DAD6D0B9FAB5C4D0C2CEC5')).text).toBe('我们在中国的新闻')
    expect(decodePage(hex('E5E9E4DEF3E5E9F2 20 F3DEECE5F1E1')).text).toBe('ειδήσεις σήμερα')
  })
})
