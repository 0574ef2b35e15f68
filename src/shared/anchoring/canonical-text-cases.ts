/** HTML with the canonical text it must have, written by hand; the unit tests read it in linkedom and the browser tests in Chromium. */
export interface CanonicalTextCase {
  name: string
  html: string
  text: string
}

export const CANONICAL_TEXT_CASES: readonly CanonicalTextCase[] = [
  { name: 'nothing', html: '', text: '' },
  { name: 'white space only', html: '<p> \n </p>\n<div>\t</div>', text: '' },
  { name: 'blocks with white space between', html: '<p>One</p>\n\n  <p>Two</p>', text: 'One\nTwo' },
  { name: 'blocks without white space between', html: '<div>One</div><div>Two</div>', text: 'One\nTwo' },
  { name: 'text directly after a block', html: '<div>One<p>Two</p>three</div>', text: 'One\nTwo\nthree' },
  { name: 'wrapped source lines', html: '<p>\n  one two\n  three\tfour\n</p>', text: 'one two three four' },
  { name: 'inline elements add nothing', html: '<p>un<b>believ</b><i>able</i></p>', text: 'unbelievable' },
  { name: 'space runs over inline borders', html: '<p>a <b> b </b> c</p>', text: 'a b c' },
  { name: 'line breaks', html: '<p>one<br>two <br/>\n three<br><br>four</p>', text: 'one\ntwo\nthree\nfour' },
  { name: 'a rule', html: 'one<hr>two', text: 'one\ntwo' },
  {
    name: 'table cells',
    html: '<table><caption>Cap</caption><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2 <b>x</b></td></tr></table>',
    text: 'Cap\nA\nB\n1\n2 x',
  },
  { name: 'nested lists', html: '<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>', text: 'a\nb\nc' },
  { name: 'definition list', html: '<dl><dt>T</dt><dd>D</dd></dl>', text: 'T\nD' },
  { name: 'figure', html: 'x<figure><img alt="no" src=""><figcaption>Cap</figcaption></figure>y', text: 'x\nCap\ny' },
  { name: 'pre keeps its lines', html: '<pre>\nif (a)\n    b\n\nc</pre>after', text: 'if (a)\nb\nc\nafter' },
  { name: 'code in a paragraph', html: '<p><code>a\n  b</code></p>', text: 'a b' },
  { name: 'pre with elements', html: '<pre><code>a<i>\n</i>b  c</code></pre>', text: 'a\nb c' },
  {
    name: 'what is never shown',
    html: 'a<script>no()</script><style>b{}</style><template>t</template><noscript>n</noscript><textarea>x</textarea><select><option>o</option></select>b',
    text: 'ab',
  },
  { name: 'fallback content', html: 'a<audio>old</audio> <video>old</video><canvas>old</canvas>b', text: 'a b' },
  {
    name: 'svg titles',
    html: '<p>a<svg><title>Icon</title><style>i{}</style><text>T</text></svg>b</p>',
    text: 'a\nT\nb',
  },
  { name: 'no-break spaces stay', html: '<p>10\u00a0000&nbsp; km</p>', text: '10\u00a0000\u00a0 km' },
  { name: 'paragraph of a no-break space', html: '<p>a</p><p>&nbsp;</p><p>b</p>', text: 'a\n\u00a0\nb' },
  { name: 'comments split nothing', html: '<p>a<!-- x -->b <!-- y --> c</p>', text: 'ab c' },
  { name: 'entities', html: '<p>&lt;b&gt; &amp; &eacute;</p>', text: '<b> & \u00e9' },
  { name: 'characters are not normalised', html: '<p>e\u0301 \u00e9 \ufb01</p>', text: 'e\u0301 \u00e9 \ufb01' },
  { name: 'astral characters', html: '<p>\u{1f600} \u{20000}</p>', text: '\u{1f600} \u{20000}' },
  { name: 'style sheets play no part', html: '<p>a<span style="display:block">b</span></p>', text: 'ab' },
  { name: 'case transforms play no part', html: '<p style="text-transform:uppercase">abc</p>', text: 'abc' },
  { name: 'ruby', html: '<p><ruby>\u6f22<rt>kan</rt></ruby></p>', text: '\u6f22kan' },
  {
    name: 'right-to-left',
    html: '<p dir="rtl">\u05e9\u05dc\u05d5\u05dd <b>abc</b></p>',
    text: '\u05e9\u05dc\u05d5\u05dd abc',
  },
  { name: 'buttons and labels', html: '<label>Name</label> <button>Go</button>', text: 'Name Go' },
]
