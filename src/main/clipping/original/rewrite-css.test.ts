import { expect, it } from 'vitest'
import { rewriteCss } from './rewrite-css.ts'

const kept = (address: string) => (address.startsWith('kept') ? `/resources/${address}` : undefined)

it.each([
  ['a{background:url(kept.png)}', 'a{background:url("/resources/kept.png")}'],
  ['a{background:URL( "kept.png" )}', 'a{background:URL( "/resources/kept.png" )}'],
  ['a{background:u\\72l(kept.png)}', 'a{background:url("/resources/kept.png")}'],
  [
    'a{background:image-set("kept.png" 1x, "https://e.example/x" 2x)}',
    'a{background:image-set("/resources/kept.png" 1x, "data:," 2x)}',
  ],
  ['@import "kept.css" screen;b{}', '@import "/resources/kept.css" screen;b{}'],
  ['@import url(https://e.example/x.css);b{c:d}', 'b{c:d}'],
  ['@\\69mport "https://e.example/x.css";b{c:d}', 'b{c:d}'],
  ['a{fill:url(#g)}', 'a{fill:url("#g")}'],
  ['a::before{content:"url(https://e.example)"}', 'a::before{content:"url(https://e.example)"}'],
  ['a{src:url(data:font/woff2;base64,AA)}', 'a{src:url("data:font/woff2;base64,AA")}'],
  ['a{background:url(data:text/html,x)}', 'a{background:url("data:,")}'],
  ['a{background:url(//e.example/x.png)}', 'a{background:url("data:,")}'],
  ['@font-face{src:url(https://e.example/f.woff2) format("woff2")}', '@font-face{src:url("data:,") format("woff2")}'],
])('%s', (css, expected) => expect(rewriteCss(css, kept)).toBe(expected))

it('never lets a style element be ended', () => {
  expect(rewriteCss('a::before{content:"</style><img src=x>"}', kept)).toBe(
    'a::before{content:"\\3c /style><img src=x>"}',
  )
  expect(rewriteCss('@import "kept</style>";', kept)).not.toContain('</style')
  expect(rewriteCss('a{background:url("kept\\3c/style\\3e")}', kept)).not.toContain('</style')
})

it('leaves nothing of an address that breaks the grammar', () => {
  expect(rewriteCss('a{background:url(https://e.example/a b.png)}', kept)).not.toContain('e.example')
  expect(rewriteCss('a{background:url("https://e.example/x', kept)).not.toContain('e.example')
})
