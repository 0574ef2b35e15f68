import type { PageInput, PageMetadata } from './extracted-page.ts'
import { findAuthors } from './find-authors.ts'
import { findModified, findPublished } from './find-dates.ts'
import type { PageAnalysis } from './page-analysis.ts'
import type { PageCues } from './page-cues.ts'
import { absoluteUrl } from './page-images.ts'
import { firstMeta, isObject, type PageSources, typesOf } from './page-sources.ts'
import { type Found, findTitle } from './page-title.ts'
import { attribute, collapse } from './page-tree.ts'
import { decodeEntities, describingObjects, mainObject, namesUnder, textField } from './structured-data.ts'

/** Title, authors, dates and the rest, each with where it came from. */
export function readMetadata(sources: PageSources, page: PageAnalysis, cues: PageCues, input: PageInput): PageMetadata {
  const origin: Record<string, string> = {}
  const note = (field: string, found: Found | undefined) => {
    if (found) origin[field] = found.origin
    return found?.value
  }
  const canonical = findCanonical(sources, input.url)
  const siteName = findSiteName(sources)
  const siteNames = [siteName?.value, hostName(canonical?.value ?? input.url)].filter((name): name is string => !!name)
  const main = mainObject(sources)
  const headline =
    main && (textField(main, 'headline') ?? (typesOf(main).includes('Product') ? textField(main, 'name') : undefined))
  const title = note(
    'title',
    findTitle(sources, siteNames, headline ? { value: headline, origin: 'json-ld' } : undefined),
  )
  const authors = findAuthors(sources, page, cues, siteNames)
  if (authors) origin.authors = authors.origin
  const language = note('language', findLanguage(sources))
  const published = findPublished(
    sources,
    page,
    cues,
    dateLanguage(sources, language, canonical?.value ?? input.url),
    canonical?.value ?? input.url,
  )
  const direction = sources.direction?.toLowerCase()
  return {
    title: title ?? (input.fileName ? input.fileName.replace(/\.[^.]+$/, '') : (canonical?.value ?? 'Untitled page')),
    subtitle: note('subtitle', described(sources, 'alternativeHeadline', ['citation_subtitle', 'dcterms.alternative'])),
    authors: authors?.names ?? [],
    byline: authors?.byline,
    siteName: note('siteName', siteName),
    published: note('published', published),
    modified: note('modified', findModified(sources, language ?? '')),
    language,
    dir:
      direction === 'rtl' || (!direction && /^(ar|he|fa|ur|yi|ps|sd)\b/i.test(language ?? ''))
        ? 'rtl'
        : direction === 'ltr'
          ? 'ltr'
          : undefined,
    canonicalUrl: note('canonicalUrl', canonical),
    description: note(
      'description',
      described(sources, 'description', [
        'og:description',
        'description',
        'twitter:description',
        'dc.description',
        'dcterms.abstract',
      ]),
    ),
    section: note(
      'section',
      described(sources, 'articleSection', ['article:section', 'parsely-section', 'dc.subject']),
    ),
    doi: note('doi', findDoi(sources)),
    isbn: note('isbn', described(sources, 'isbn', ['citation_isbn', 'og:isbn', 'book:isbn'])),
    pmid: note('pmid', described(sources, '', ['citation_pmid', 'ncbi_uid'])),
    license: note('license', findLicense(sources)),
    leadImage: note('leadImage', findLeadImage(sources, canonical?.value ?? input.url)),
    cslType: cslTypeOf(sources, cues),
    metadataOrigin: origin,
  }
}

function described(sources: PageSources, key: string, metas: string[]): Found | undefined {
  for (const name of metas) {
    const value = firstMeta(sources, name)
    if (value) return { value: decodeEntities(value), origin: `meta:${name}` }
  }
  for (const object of key ? describingObjects(sources) : []) {
    const value = textField(object, key)
    if (value) return { value: collapse(value), origin: 'json-ld' }
  }
  return undefined
}

function findCanonical(sources: PageSources, url: string | undefined): Found | undefined {
  const link = sources.links.get('canonical')?.[0]
  for (const [raw, origin] of [
    [link && attribute(link, 'href'), 'link:canonical'],
    [firstMeta(sources, 'og:url'), 'meta:og:url'],
    [firstMeta(sources, 'citation_public_url', 'citation_abstract_html_url'), 'meta:citation_url'],
    [url, 'address'],
  ] as const) {
    const absolute = raw ? absoluteUrl(raw.trim(), url) : undefined
    if (absolute && /^https?:/.test(absolute)) return { value: absolute, origin }
  }
  return undefined
}

function findSiteName(sources: PageSources): Found | undefined {
  for (const name of [
    'og:site_name',
    'citation_journal_title',
    'application-name',
    'al:ios:app_name',
    'dc.publisher',
    'twitter:app:name:iphone',
  ]) {
    const value = firstMeta(sources, name)
    if (value && value.length < 80) return { value: decodeEntities(value), origin: `meta:${name}` }
  }
  for (const object of describingObjects(sources)) {
    const name = namesUnder(object, 'publisher', sources)[0]
    if (name) return { value: name, origin: 'json-ld' }
  }
  const site = sources.jsonLd.find(object => typesOf(object).includes('WebSite'))
  const name = site && textField(site, 'name')
  return name ? { value: name, origin: 'json-ld' } : undefined
}

/** The telling part of a host: `news.example.co.uk` → `example`. */
function hostName(url: string | undefined): string | undefined {
  try {
    const parts = new URL(url ?? '').hostname.replace(/^www\./, '').split('.')
    const suffixes = parts.length > 2 && (parts.at(-2) as string).length <= 3 ? 2 : 1
    return parts.at(-1 - suffixes)
  } catch {
    return undefined
  }
}

function findLanguage(sources: PageSources): Found | undefined {
  const main = mainObject(sources)
  for (const [raw, origin] of [
    [sources.language, 'html'],
    [
      firstMeta(sources, 'content-language', 'citation_language', 'dc.language', 'dcterms.language', 'language'),
      'meta',
    ],
    [main && textField(main, 'inLanguage'), 'json-ld'],
    [firstMeta(sources, 'og:locale'), 'meta:og:locale'],
  ] as const) {
    const value = raw
      ?.trim()
      .replace(/_/g, '-')
      .split(/[,;\s]/)[0]
    if (value && /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(value)) return { value, origin }
  }
  return undefined
}

/** English alone does not say whether the day or the month comes first; the site's locale or country may. */
function dateLanguage(sources: PageSources, language: string | undefined, url: string | undefined): string {
  if (!language || !/^en$/i.test(language)) return language ?? ''
  const locale = firstMeta(sources, 'og:locale')?.replace('_', '-')
  if (locale && /^en-/i.test(locale)) return locale
  return /^https?:\/\/[^/]+\.(uk|au|nz|ie|in|za)(\/|$)/i.test(url ?? '') ? 'en-GB' : language
}

function findDoi(sources: PageSources): Found | undefined {
  for (const name of [
    'citation_doi',
    'dc.identifier',
    'prism.doi',
    'bepress_citation_doi',
    'dcterms.identifier',
    'doi',
  ]) {
    const doi = /\b10\.\d{4,9}\/[^\s"<>]+/.exec(firstMeta(sources, name) ?? '')?.[0]
    if (doi) return { value: doi.replace(/[.,;]$/, ''), origin: `meta:${name}` }
  }
  return undefined
}

function findLicense(sources: PageSources): Found | undefined {
  const link = sources.links.get('license')?.[0]
  const href = link && attribute(link, 'href')
  if (href) return { value: href, origin: 'link:license' }
  return described(sources, 'license', ['dcterms.license', 'dc.rights', 'copyright'])
}

function findLeadImage(sources: PageSources, base: string | undefined): Found | undefined {
  for (const name of ['og:image', 'og:image:url', 'twitter:image', 'twitter:image:src']) {
    const value = firstMeta(sources, name)
    if (value) return { value: absoluteUrl(value, base) ?? value, origin: `meta:${name}` }
  }
  const main = mainObject(sources)
  const image = main?.image
  const first = Array.isArray(image) ? image[0] : image
  const url = typeof first === 'string' ? first : isObject(first) ? textField(first, 'url') : undefined
  return url ? { value: absoluteUrl(url, base) ?? url, origin: 'json-ld' } : undefined
}

function cslTypeOf(sources: PageSources, cues: PageCues): string {
  const types = new Set(sources.jsonLd.flatMap(typesOf))
  if (sources.metas.has('citation_journal_title') || types.has('ScholarlyArticle')) return 'article-journal'
  if (sources.metas.has('citation_conference_title')) return 'paper-conference'
  if (sources.metas.has('citation_dissertation_institution')) return 'thesis'
  if (sources.metas.has('citation_technical_report_institution') || types.has('Report')) return 'report'
  if (types.has('NewsArticle') || types.has('ReportageNewsArticle') || types.has('AnalysisNewsArticle'))
    return 'article-newspaper'
  if (types.has('BlogPosting')) return 'post-weblog'
  if (cues.hasForumType) return 'post'
  if (types.has('Book') && !cues.hasArticleType) return 'book'
  if (types.has('Dataset')) return 'dataset'
  return 'webpage'
}
