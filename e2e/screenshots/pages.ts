/** Short articles written for the screenshots, as a saved page would bring them. */
interface Article {
  file: string
  title: string
  author: string
  site: string
  published: string
  paragraphs: string[]
}

const ARTICLES: Article[] = [
  {
    file: 'marginal-notes.html',
    title: 'A short history of writing in the margin',
    author: 'Teodor Lind',
    site: 'Quire',
    published: '2024-11-18',
    paragraphs: [
      'For most of the life of the book, a clean page was a sign that nobody had needed it. Readers answered their texts in the margin, and later readers answered them, until a single leaf could hold an argument three centuries long.',
      'The habit had rules. A pointing hand marked what was to be found again; a bracket marked what was to be copied out; a single word in the margin named the subject, so that the edge of the page became an index to its middle.',
      'What printing changed was not the urge but the room. Margins shrank as paper grew dear, and the conversation moved to separate books, where a quotation had to carry with it everything that the page had once supplied: who said it, where, and in answer to what.',
      'A note that has lost its source is an opinion. A note that can be followed back to the line it came from is the beginning of an argument.',
    ],
  },
  {
    file: 'tide-tables.html',
    title: 'The people who wrote down the tide',
    author: 'Maren Oyelaran',
    site: 'Coastline Review',
    published: '2025-01-27',
    paragraphs: [
      'The harbour book at Sandvik begins in 1811 with a height, an hour and the weather, and goes on like that, in eleven hands, for a hundred and forty years. Nobody who began it lived to see what it was for.',
      'Its worth lies in what it does not do. The keepers never smoothed a figure, never skipped a dull day and never corrected a predecessor. Where one of them doubted a reading, he wrote the doubt beside it and left the figure alone.',
      'When the long series were compared in the 1990s, the best of them were not those with the finest instruments. They were those with the fewest gaps.',
    ],
  },
  {
    file: 'slow-index.html',
    title: 'In praise of the slow index',
    author: 'Hana Petrović',
    site: 'Quire',
    published: '2025-02-09',
    paragraphs: [
      'An index made by a machine lists where words occur. An index made by a person lists where a subject is treated, under the name by which somebody will look for it, which is often a word the author never used.',
      'The work is slow because it is a second reading of the book, made on behalf of people who have not read it once. An indexer I spoke to allows herself ten pages an hour.',
    ],
  },
]

const html = ({ title, author, site, published, paragraphs }: Article) => `<!doctype html><html lang="en"><head>
<meta charset="utf-8"><title>${title} | ${site}</title><meta property="og:title" content="${title}">
<meta property="og:site_name" content="${site}"><meta name="author" content="${author}">
<meta property="article:published_time" content="${published}"></head>
<body><article><h1>${title}</h1><p class="byline">By ${author}</p>
${paragraphs.map(text => `<p>${text}</p>`).join('\n')}</article></body></html>`

/** The articles as files. */
export const PAGES = ARTICLES.map(article => ({ file: article.file, html: html(article) }))
