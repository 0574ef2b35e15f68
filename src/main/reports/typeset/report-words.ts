/** The few words a report prints by itself, in the report's language. */
export interface ReportWords {
  /** Between a page's number and the number of pages. */
  of: string
  /** Absent where Typst's own word is to stand: it knows more languages. */
  contents?: string
  references?: string
  bibliography?: string
  abstract: string
  keywords: string
  evidence: string
  evidenceIntro: string
  captured: string
  original: string
  unknownSource: string
  imageMissing: string
  callouts: { note: string; tip: string; important: string; warning: string; caution: string }
  locators: Record<string, [one: string, many: string]>
}

const en: ReportWords = {
  of: 'of',
  contents: 'Contents',
  references: 'References',
  bibliography: 'Bibliography',
  abstract: 'Abstract',
  keywords: 'Keywords',
  evidence: 'Evidence',
  evidenceIntro: 'Each passage quoted in this report, in its context, with the capture it was taken from.',
  captured: 'captured',
  original: 'SHA-256 of the archived original',
  unknownSource: 'source no longer in the library',
  imageMissing: 'Image not shown',
  callouts: { note: 'Note', tip: 'Tip', important: 'Important', warning: 'Warning', caution: 'Caution' },
  locators: {
    page: ['p. ', 'pp. '],
    paragraph: ['para. ', 'paras. '],
    chapter: ['chap. ', 'chaps. '],
    section: ['sec. ', 'secs. '],
    figure: ['fig. ', 'figs. '],
    line: ['l. ', 'll. '],
    verse: ['v. ', 'vv. '],
    note: ['n. ', 'nn. '],
  },
}

const de: ReportWords = {
  of: 'von',
  contents: 'Inhalt',
  references: 'Literatur',
  bibliography: 'Literatur',
  abstract: 'Zusammenfassung',
  keywords: 'Stichwörter',
  evidence: 'Belege',
  evidenceIntro: 'Jede in diesem Bericht zitierte Stelle in ihrem Zusammenhang, mit der Aufnahme, aus der sie stammt.',
  captured: 'aufgenommen am',
  original: 'SHA-256 des archivierten Originals',
  unknownSource: 'Quelle nicht mehr in der Bibliothek',
  imageMissing: 'Bild nicht darstellbar',
  callouts: { note: 'Hinweis', tip: 'Tipp', important: 'Wichtig', warning: 'Warnung', caution: 'Vorsicht' },
  locators: {
    page: ['S. ', 'S. '],
    paragraph: ['Abs. ', 'Abs. '],
    chapter: ['Kap. ', 'Kap. '],
    section: ['Abschn. ', 'Abschn. '],
    figure: ['Abb. ', 'Abb. '],
    line: ['Z. ', 'Z. '],
    verse: ['V. ', 'V. '],
    note: ['Anm. ', 'Anm. '],
  },
}

const fr: ReportWords = {
  of: 'sur',
  contents: 'Table des matières',
  references: 'Références',
  bibliography: 'Bibliographie',
  abstract: 'Résumé',
  keywords: 'Mots-clés',
  evidence: 'Pièces à l’appui',
  evidenceIntro: 'Chaque passage cité dans ce rapport, dans son contexte, avec la capture dont il provient.',
  captured: 'capturé le',
  original: 'SHA-256 de l’original archivé',
  unknownSource: 'source absente de la bibliothèque',
  imageMissing: 'Image non affichée',
  callouts: { note: 'Note', tip: 'Astuce', important: 'Important', warning: 'Avertissement', caution: 'Attention' },
  locators: {
    page: ['p. ', 'p. '],
    paragraph: ['paragr. ', 'paragr. '],
    chapter: ['chap. ', 'chap. '],
    section: ['sect. ', 'sect. '],
    figure: ['fig. ', 'fig. '],
    line: ['l. ', 'l. '],
    verse: ['v. ', 'v. '],
    note: ['n. ', 'n. '],
  },
}

const es: ReportWords = {
  of: 'de',
  contents: 'Índice',
  references: 'Referencias',
  bibliography: 'Bibliografía',
  abstract: 'Resumen',
  keywords: 'Palabras clave',
  evidence: 'Evidencias',
  evidenceIntro: 'Cada pasaje citado en este informe, en su contexto, con la captura de la que procede.',
  captured: 'capturado el',
  original: 'SHA-256 del original archivado',
  unknownSource: 'fuente ausente de la biblioteca',
  imageMissing: 'Imagen no mostrada',
  callouts: { note: 'Nota', tip: 'Consejo', important: 'Importante', warning: 'Advertencia', caution: 'Precaución' },
  locators: {
    page: ['p. ', 'pp. '],
    paragraph: ['párr. ', 'párrs. '],
    chapter: ['cap. ', 'caps. '],
    section: ['sec. ', 'secs. '],
    figure: ['fig. ', 'figs. '],
    line: ['l. ', 'ls. '],
    verse: ['v. ', 'vv. '],
    note: ['n. ', 'nn. '],
  },
}

const BY_LANGUAGE: Record<string, ReportWords> = { en, de, fr, es }

// English where no word of the language is known, but without what a reader would stumble over on every page.
const other: ReportWords = { ...en, of: '/', contents: undefined, references: undefined, bibliography: undefined }

/** The words for a BCP 47 tag. */
export function wordsFor(language: string): ReportWords {
  return BY_LANGUAGE[language.toLowerCase().split('-')[0] ?? ''] ?? other
}
