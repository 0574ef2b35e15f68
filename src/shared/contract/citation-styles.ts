interface StyleGroup {
  group: string
  items: { value: string; label: string }[]
}

/** The citation styles one can choose, by the way they cite. The names are Typst's. */
export const CITATION_STYLES: readonly StyleGroup[] = [
  {
    group: 'Author and date',
    items: [
      { value: 'apa', label: 'APA' },
      { value: 'american-anthropological-association', label: 'American Anthropological Association' },
      { value: 'american-political-science-association', label: 'American Political Science Association' },
      { value: 'american-sociological-association', label: 'American Sociological Association' },
      { value: 'chicago-author-date', label: 'Chicago, author and date' },
      { value: 'deutsche-gesellschaft-für-psychologie', label: 'Deutsche Gesellschaft für Psychologie' },
      { value: 'elsevier-harvard', label: 'Elsevier Harvard' },
      { value: 'harvard-cite-them-right', label: 'Harvard' },
      { value: 'iso-690-author-date', label: 'ISO 690, author and date' },
      { value: 'modern-language-association', label: 'MLA' },
      { value: 'turabian-author-date', label: 'Turabian, author and date' },
    ],
  },
  {
    group: 'Numbers',
    items: [
      { value: 'american-chemical-society', label: 'ACS' },
      { value: 'american-medical-association', label: 'AMA' },
      { value: 'cell', label: 'Cell' },
      { value: 'gb-7714-2015-numeric', label: 'GB/T 7714' },
      { value: 'ieee', label: 'IEEE' },
      { value: 'iso-690-numeric', label: 'ISO 690, numbers' },
      { value: 'nature', label: 'Nature' },
      { value: 'plos', label: 'PLOS' },
      { value: 'springer-basic', label: 'Springer' },
      { value: 'vancouver', label: 'Vancouver' },
    ],
  },
  {
    group: 'Notes',
    items: [
      { value: 'chicago-notes', label: 'Chicago, notes' },
      { value: 'chicago-shortened-notes', label: 'Chicago, shortened notes' },
      { value: 'modern-humanities-research-association-notes', label: 'MHRA, notes' },
      { value: 'turabian-fullnote-8', label: 'Turabian, notes' },
    ],
  },
]

/** The styles, with the one in use among them even when it came from elsewhere. */
export function stylesWith(present: string): StyleGroup[] {
  const isKnown = CITATION_STYLES.some(({ items }) => items.some(({ value }) => value === present))
  return isKnown
    ? [...CITATION_STYLES]
    : [...CITATION_STYLES, { group: 'In use', items: [{ value: present, label: present }] }]
}
