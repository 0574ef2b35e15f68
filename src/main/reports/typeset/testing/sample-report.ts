import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import type { Block, Inline, Mark } from '../../../../shared/document/document.ts'
import type { ReportSectionSource, TypesetInput, TypesetSettings } from '../report-source.ts'

/** Inlines from a mixed list: strings are plain text. */
export function inlines(...parts: (string | Inline)[]): Inline[] {
  return parts.map(part => (typeof part === 'string' ? { type: 'text', text: part } : part))
}

export function paragraph(...parts: (string | Inline)[]): Block {
  return { type: 'paragraph', children: inlines(...parts) }
}

export function marked(text: string, ...marks: Mark[]): Inline {
  return { type: 'text', text, marks }
}

function cite(sourceId: string, locator?: string, more: { prefix?: string; suffix?: string } = {}): Inline {
  return { type: 'citation', items: [{ sourceId, locator, label: 'page', ...more }] }
}

function footnote(...parts: (string | Inline)[]): Inline {
  return { type: 'footnote', children: [paragraph(...parts)] }
}

function heading(level: 1 | 2 | 3 | 4 | 5 | 6, text: string, id?: string): Block {
  return { type: 'heading', level, id, children: inlines(text) }
}

/** A PNG of smooth hills in blue, made here so that no picture has to be kept. */
export function samplePng(width: number, height: number): Uint8Array {
  const raw = Buffer.alloc((width * 3 + 1) * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const ridge = height * (0.55 + 0.12 * Math.sin(x / 70) + 0.07 * Math.sin(x / 23 + 2))
      const [r, g, b] = y < ridge ? [205 - (y / height) * 60, 221 - (y / height) * 40, 234] : [52, 84 + y / 12, 120]
      raw.set([r, g, b], y * (width * 3 + 1) + 1 + x * 3)
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const parts = [pngChunk('IHDR', header), pngChunk('IDAT', deflateSync(raw)), pngChunk('IEND', Buffer.alloc(0))]
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), ...parts])
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  let crc = 0xffffffff
  for (const byte of body) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE((crc ^ 0xffffffff) >>> 0)
  return Buffer.concat([length, body, sum])
}

const PNG = samplePng(900, 420)
const SVG = new TextEncoder().encode(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 120"><path d="M10 100 C 80 20, 140 20, 180 70 S 280 110, 310 30" fill="none" stroke="#27496d" stroke-width="3"/><path d="M10 110H310" stroke="#999"/></svg>',
)
export const PNG_HASH = createHash('sha256').update(PNG).digest('hex')
export const SVG_HASH = createHash('sha256').update(SVG).digest('hex')

const intertidal: Block[] = [
  paragraph(
    'The shore between the tides is the narrowest of the great habitats, and the most exactly measured. Twice a day it is drowned and twice a day dried, and everything that lives there has settled at the height it can bear. ',
    marked('Zonation', 'italic'),
    ', as the banding is called, was described long before it was explained',
    cite('colman', '435–438'),
    '. What sets the limits of each band has been argued over ever since: drying from above, ',
    marked('competition and predation', 'bold'),
    ' from below',
    cite('connell', undefined, { prefix: 'see above all' }),
    '.',
    footnote(
      'The lower limit is not everywhere biological. On shores scoured by ice it is set by the ice; see ',
      { type: 'link', href: 'https://example.org/ice-scour', children: inlines('a survey of the Gulf') },
      '.',
    ),
  ),
  paragraph(
    'This report brings together notes taken over one season on the south wall of the harbour. It asks a small question: whether the upper edge of the barnacles has moved since it was last levelled, and if so, whether the sea has moved with it. The methods are those of ',
    { type: 'reference', target: { kind: 'note', id: 'methods' }, text: 'the levelling note' },
    '; the older figures are taken from a newspaper of the time, which is quoted at length below.',
  ),
  heading(2, 'What the older survey says', 'older'),
  paragraph(
    'The survey of 1931 was never published. A summary reached the local paper, and the clipping is the only trace of the figures.',
  ),
  {
    type: 'quotation',
    annotationId: 'a1',
    sourceId: 'gazette',
    text: 'The gentlemen of the survey have set forty copper pins along the south wall, each at the very edge of the barnacles, and have sworn to return when the pins are green.',
    citation: { sourceId: 'gazette', locator: '3', label: 'page' },
  },
  paragraph(
    'Thirty-one of the forty pins were found. Their heights were taken against the harbour datum with an error of about four millimetres, which is small beside the movement they record. A plain list of what was set aside:',
  ),
  {
    type: 'list',
    kind: 'bullet',
    items: [
      { children: [paragraph('four pins under later concrete, which could not be reached;')] },
      {
        children: [
          paragraph('three whose place is certain but whose metal is gone:'),
          {
            type: 'list',
            kind: 'number',
            items: [
              { children: [paragraph('at the slip, probably taken for scrap,')] },
              { children: [paragraph('below the chandler’s, twice.')] },
            ],
          },
        ],
      },
      { children: [paragraph('two that had been set again at some later date.')] },
    ],
  },
  heading(2, 'Heights, then and now'),
  paragraph('The mean rise of the upper edge is given by the weighted difference of the pins,'),
  {
    type: 'math',
    tex: String.raw`\Delta h = \frac{\sum_{i=1}^{n} w_i \left( h_i^{\prime} - h_i \right)}{\sum_{i=1}^{n} w_i}, \qquad w_i = \frac{1}{\sigma_i^2}`,
  },
  paragraph(
    'where ',
    { type: 'math', tex: 'h_i' },
    ' is the height of pin ',
    { type: 'math', tex: 'i' },
    ' in 1931 and ',
    { type: 'math', tex: String.raw`h_i^{\prime}` },
    ' the height of the edge beside it today. With the figures of the table this comes to 112 mm.',
  ),
  {
    type: 'table',
    caption: inlines('Height of the upper edge of the barnacles above harbour datum, by stretch of the wall.'),
    rows: [
      ['Stretch', 'Pins', '1931 (m)', '2026 (m)', 'Change (mm)'].map((text, column) => ({
        header: true,
        align: column > 0 ? ('right' as const) : ('left' as const),
        children: [paragraph(text)],
      })),
      ...[
        ['Slip to ladder', '9', '3.412', '3.521', '+109'],
        ['Ladder to steps', '12', '3.398', '3.517', '+119'],
        ['Steps to pier head', '10', '3.440', '3.546', '+106'],
      ].map(row =>
        row.map((text, column) => ({
          align: column > 0 ? ('right' as const) : ('left' as const),
          children: [paragraph(text)],
        })),
      ),
    ],
  },
  {
    type: 'image',
    blob: PNG_HASH,
    alt: 'Hills of blue above a darker sea, drawn as two smooth curves',
    caption: inlines('The harbour from the pier head, looking north. The wall is out of the picture to the left.'),
  },
  {
    type: 'callout',
    kind: 'warning',
    children: [
      paragraph(
        'The tide gauge was moved by eleven metres in 1974. No figure before that year may be compared with one after it without the correction given in the harbour master’s book.',
      ),
    ],
  },
]

const methods: Block[] = [
  paragraph(
    'Levels were carried from the bench mark on the custom house in a closed loop of six stations. The loop closed to three millimetres. ',
    marked('Nothing was adjusted by hand', 'highlight'),
    '; the computation is short enough to print.',
  ),
  {
    type: 'code',
    language: 'python',
    text: 'def weighted_mean(pins):\n    """Mean change in millimetres, weighted by the inverse variance of each pin."""\n    weights = [1 / pin.sigma**2 for pin in pins]\n    changes = [pin.after - pin.before for pin in pins]\n    return 1000 * sum(w * c for w, c in zip(weights, changes)) / sum(weights)',
  },
  heading(3, 'Instruments'),
  {
    type: 'list',
    kind: 'check',
    items: [
      { checked: true, children: [paragraph('Level and staff compared before and after the season')] },
      { checked: true, children: [paragraph('Bench mark checked against the church tower')] },
      { checked: false, children: [paragraph('Tide gauge compared with the national network')] },
    ],
  },
  {
    type: 'quote',
    children: [
      paragraph(
        'To measure is to know; but one has to know what one is measuring, and that takes longer than the measuring.',
      ),
    ],
  },
  heading(3, 'Names in other scripts'),
  paragraph(
    'The species is フジツボ in Japanese, 藤壶 in Chinese, 따개비 in Korean, برنقيل in Arabic, בלוט ים in Hebrew, बार्नेकल in Hindi, морской жёлудь in Russian and βάλανος in Greek. 🌊',
  ),
  { type: 'image', blob: SVG_HASH, alt: 'A curve that rises, falls and rises again', width: 0.6 },
  { type: 'rule' },
  paragraph(
    'The full field book is kept with the report; the relevant pages are ',
    { type: 'link', href: 'https://example.org/field-book/2026/south-wall', children: inlines('online') },
    ', and the method follows ',
    cite('southward'),
    cite('colman', '440', { suffix: 'with the correction' }),
    '.',
    { type: 'comment', text: 'COMMENT-TO-SELF' },
  ),
]

const SOURCES: TypesetInput['sources'] = {
  colman: {
    id: 'colman',
    csl: {
      type: 'article-journal',
      title: 'The nature of the intertidal zonation of plants and animals',
      author: [{ family: 'Colman', given: 'John' }],
      'container-title': 'Journal of the Marine Biological Association',
      issued: { 'date-parts': [[1933]] },
      volume: '18',
      issue: '2',
      page: '435–476',
      DOI: '10.1017/S0025315400043794',
    },
  },
  connell: {
    id: 'connell',
    csl: {
      type: 'article-journal',
      title: 'The influence of interspecific competition and other factors on the distribution of a barnacle',
      author: [{ family: 'Connell', given: 'Joseph H.' }],
      'container-title': 'Ecology',
      issued: { 'date-parts': [[1961, 10]] },
      volume: '42',
      page: '710–723',
    },
  },
  gazette: {
    id: 'gazette',
    csl: {
      type: 'article-newspaper',
      title: 'Pins for the barnacles',
      'container-title': 'The Harbour Gazette',
      issued: { 'date-parts': [[1931, 6, 12]] },
      URL: 'https://archive.example.org/gazette/1931-06-12/3',
      accessed: { 'date-parts': [[2026, 11, 2]] },
    },
    capturedAtMs: Date.UTC(2026, 10, 2, 9, 14),
    sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  },
  southward: {
    id: 'southward',
    csl: {
      type: 'book',
      title: 'Life on the Sea-Shore',
      author: [{ family: 'Southward', given: 'A. J.' }],
      publisher: 'Heinemann',
      'publisher-place': 'London',
      issued: { 'date-parts': [[1965]] },
    },
  },
}

/** A report with everything in it; `settings` are laid over an article on A4 in APA style. */
export function sampleReport(settings: Partial<TypesetSettings> = {}): TypesetInput {
  const sections: ReportSectionSource[] = [
    {
      id: 'intertidal',
      title: 'Between the tides',
      level: 1,
      anchorId: 'one',
      document: { version: 1, blocks: intertidal },
    },
    {
      id: 'methods',
      title: 'How the wall was levelled',
      level: 1,
      anchorId: 'two',
      document: { version: 1, blocks: methods },
    },
  ]
  return {
    title: 'The Edge of the Barnacles',
    subtitle: 'Ninety-five years on a harbour wall',
    authors: [
      { name: 'Ingrid Halvorsen', affiliation: 'Marine Station, Espegrend' },
      { name: 'Tomás Ó Briain', affiliation: 'Harbour Office' },
    ],
    date: '23 November 2026',
    abstract:
      'Copper pins set in 1931 along the south wall of a small harbour mark the upper edge of the barnacles at that time. Thirty-one of forty were found again. The edge has risen by 112 millimetres, a little less than the sea.',
    keywords: ['intertidal zonation', 'sea level', 'Semibalanus balanoides'],
    language: 'en',
    sections,
    sources: SOURCES,
    quotations: {
      a1: {
        text: 'The gentlemen of the survey have set forty copper pins along the south wall, each at the very edge of the barnacles, and have sworn to return when the pins are green.',
        sourceId: 'gazette',
        prefix: 'Readers will have noticed a party on the south wall at low water. ',
        suffix: ' The harbour master is reported to be amused.',
        status: 'exact',
      },
    },
    images: hash =>
      hash === PNG_HASH
        ? { bytes: PNG, mime: 'image/png' }
        : hash === SVG_HASH
          ? { bytes: SVG, mime: 'image/svg+xml' }
          : undefined,
    settings: {
      template: 'article',
      pageSize: 'a4',
      citationStyle: 'apa',
      toc: false,
      numbering: false,
      bibliography: 'cited',
      evidence: false,
      ...settings,
    },
  }
}
