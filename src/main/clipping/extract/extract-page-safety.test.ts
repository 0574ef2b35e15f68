import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseFragment } from 'parse5'
import { describe, expect, it } from 'vitest'
import { extractPage } from './extract-page.ts'
import { extractPlainText } from './extract-plain-text.ts'

const VECTORS = fileURLToPath(new URL('../../../../../shared/corpora/hostile/xss-vectors.json', import.meta.url))
const bytes = (text: string) => new TextEncoder().encode(text)
const PROSE =
  'The harbour was rebuilt after the flood, and the old quay, which nobody wanted to lose, was kept where it had always been.'

const SAFE_TAGS = new Set(
  (
    'p h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre table caption thead tbody tfoot tr th td figure figcaption hr br img a em strong code kbd samp var ' +
    'sub sup del ins mark q cite abbr ruby rt rp s u small span math mi mn mo ms mtext mspace mrow mfrac msqrt mroot mstyle mpadded mphantom msub ' +
    'msup msubsup munder mover munderover mmultiscripts mprescripts none mtable mtr mtd menclose merror'
  ).split(' '),
)
const SAFE_ATTRIBUTES = new Set(
  'href src alt id dir lang colspan rowspan scope start type reversed value class data-embed display alttext mathvariant stretchy fence separator accent displaystyle linethickness columnalign width'.split(
    ' ',
  ),
)

interface Node {
  nodeName: string
  attrs?: { name: string; value: string }[]
  childNodes?: Node[]
}

/** What a browser would find in this HTML that the reader must never hold. */
function dangers(html: string): string[] {
  const found: string[] = []
  const visit = (node: Node): void => {
    if (!node.nodeName.startsWith('#') && !SAFE_TAGS.has(node.nodeName)) found.push(`<${node.nodeName}>`)
    if (node.nodeName === '#comment') found.push('comment')
    for (const { name, value } of node.attrs ?? []) {
      if (!SAFE_ATTRIBUTES.has(name)) found.push(`${node.nodeName}[${name}]`)
      if (name === 'href' && !/^(https?:\/\/|mailto:|#at-)/.test(value)) found.push(`href ${value}`)
      if (name === 'src' && !/^blobs\/[0-9a-f]{64}$/.test(value)) found.push(`src ${value}`)
      if (name === 'class' && !/^language-[\w+#.-]+$/.test(value)) found.push(`class ${value}`)
    }
    for (const child of node.childNodes ?? []) visit(child)
  }
  for (const child of parseFragment(html).childNodes as Node[]) visit(child)
  return found
}

const OWN_VECTORS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<a href="javascript:alert(1)">click</a>',
  '<a href="java\tscript:alert(1)">click</a>',
  '<a href="&#106;avascript:alert(1)">click</a>',
  '<a href="data:text/html,<script>alert(1)</script>">click</a>',
  '<svg><script>alert(1)</script></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<math href="javascript:alert(1)"><mi xlink:href="javascript:alert(1)">x</mi></math>',
  '<form action="https://evil.example"><button>Go</button><input name=a></form>',
  '<iframe src="https://evil.example/"></iframe><object data="x.swf"></object><embed src=x>',
  '<p style="background:url(https://evil.example/x)" class="x" onclick="alert(1)">text</p>',
  '<img srcset="https://evil.example/a.png 1x" src="https://evil.example/b.png" alt="b">',
  '<base href="javascript:alert(1)//"><a href="x">click</a>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<template shadowrootmode="open"><img src=x onerror=alert(1)><slot></slot></template>',
  '<pre><code class="language-x onload=alert(1)">a</code></pre>',
  '<meta http-equiv="refresh" content="0;url=https://evil.example">',
  '<a id="location" name="cookie" href="#x">a</a><span id="x">b</span>',
]

describe('the reader of a hostile page', () => {
  it.each(OWN_VECTORS)('is inert: %s', vector => {
    const { html } = extractPage({
      bytes: bytes(`<body><article><p>${PROSE}</p>${vector}<p>${PROSE}</p></article></body>`),
      url: 'https://site.example/a',
    })
    expect(html).toContain('The harbour')
    expect(dangers(html)).toEqual([])
  })

  it.skipIf(!existsSync(VECTORS))(
    'is inert for every vector of the DOMPurify suite (skipped without the corpora)',
    () => {
      const vectors = JSON.parse(readFileSync(VECTORS, 'utf8')) as { id: string; payload: string }[]
      expect(vectors.length).toBeGreaterThan(100)
      for (const { id, payload } of vectors) {
        const article = extractPage({
          bytes: bytes(`<body><article><p>${PROSE}</p><div>${payload} ${PROSE}</div><p>${PROSE}</p></article>`),
        })
        const alone = extractPage({ bytes: bytes(payload) })
        const plain = extractPlainText(bytes(`A line\n\n${payload}\n\n${PROSE}`))
        expect({ id, found: [...dangers(article.html), ...dangers(alone.html), ...dangers(plain.html)] }).toEqual({
          id,
          found: [],
        })
      }
    },
  )
})

describe('a page that tries to break the parser', () => {
  it('is read although it is nested 100,000 levels deep', () => {
    const result = extractPage({ bytes: bytes(`${'<div>'.repeat(100_000)}<p>${PROSE}</p>`) })
    expect(result.bodyText).toContain('The harbour')
  })

  it('is read although formatting is nested 100,000 levels deep', () => {
    const result = extractPage({ bytes: bytes(`<p>${PROSE}</p>${'<b><i><font color=red>'.repeat(33_000)}x`) })
    expect(result.bodyText).toContain('The harbour')
  })

  it('may hold NULs, broken UTF-8 and unclosed elements', () => {
    const broken = Buffer.concat([
      bytes(`<html><body><article><p>${PROSE}</p><p>`),
      Buffer.from([0, 0xff, 0xc3, 0x28, 0, 0xed, 0xa0, 0x80]),
      bytes(`${PROSE}<table><tr><td>`),
    ])
    const result = extractPage({ bytes: broken })
    expect(result.bodyText).toContain('The harbour')
    expect(result.html).not.toContain('\0')
  })

  it('gives an empty result for no bytes at all', () => {
    const result = extractPage({ bytes: new Uint8Array(), fileName: 'empty.html' })
    expect(result).toMatchObject({
      title: 'empty',
      bodyText: '',
      html: '',
      warnings: [expect.objectContaining({ code: 'no-text' })],
    })
  })

  it('is refused in words when it is larger than 100 MB', () => {
    expect(() => extractPage({ bytes: new Uint8Array(100 * 1024 * 1024 + 1) })).toThrow(/larger than 100 MB/)
  })
})
