import { type PageAnalysis, weightedLength } from './page-analysis.ts'
import { firstMeta, type PageSources, typesOf } from './page-sources.ts'
import { collapse } from './page-tree.ts'

/** Facts about the whole page that every line's judgement starts from. */
export interface PageCues {
  /** The block that repeats the page's title best, or -1. */
  titleBlock: number
  hasArticleType: boolean
  hasProductType: boolean
  hasForumType: boolean
  hasListType: boolean
  openGraphArticle: boolean
  /** `articleBody` of JSON-LD with white space taken out, when the page carries it. */
  declaredBody: string
  /** The description with white space taken out. */
  description: string
  titleWords: Set<string>
}

const ARTICLE = /Article$|^(NewsArticle|BlogPosting|Report|LiveBlogPosting|Recipe|HowTo|MedicalWebPage)$/
const FORUM = /^(DiscussionForumPosting|QAPage|Question|SocialMediaPosting)$/
const LIST = /^(CollectionPage|ItemList|SearchResultsPage|Blog|OfferCatalog)$/

export function readPageCues(page: PageAnalysis, sources: PageSources): PageCues {
  const types = sources.jsonLd.flatMap(typesOf)
  const openGraphType = firstMeta(sources, 'og:type') ?? ''
  let declaredBody = ''
  for (const object of sources.jsonLd) {
    const body = object.articleBody
    if (typeof body === 'string' && body.length > declaredBody.length) declaredBody = body
  }
  const title = firstMeta(sources, 'og:title') ?? sources.titleText
  return {
    titleBlock: findTitleBlock(page, [title, sources.titleText]),
    hasArticleType: types.some(type => ARTICLE.test(type)),
    hasProductType:
      types.includes('Product') || /product/i.test(openGraphType) || sources.metas.has('product:price:amount'),
    hasForumType: types.some(type => FORUM.test(type)),
    hasListType: types.some(type => LIST.test(type)),
    openGraphArticle: /article/i.test(openGraphType),
    declaredBody: squeeze(declaredBody.replace(/<[^>]+>/g, ' ')),
    description: squeeze(firstMeta(sources, 'og:description', 'description') ?? ''),
    titleWords: new Set(wordsOf(title)),
  }
}

export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

/** Without white space and case, for comparing texts that were laid out differently. */
export function squeeze(text: string): string {
  return text.toLowerCase().replace(/[\s\u00a0]+/g, '')
}

function findTitleBlock(page: PageAnalysis, titles: string[]): number {
  const wanted = titles.map(title => collapse(title).toLowerCase()).filter(title => title.length > 3)
  let best = -1
  let bestScore = 0
  for (const block of page.blocks) {
    if (block.text.length > 300 || block.text.length < 4) continue
    const text = block.text.toLowerCase()
    let score = 0
    for (const title of wanted) {
      if (title === text) score = Math.max(score, 3)
      else if (title.includes(text) && weightedLength(text) > weightedLength(title) * 0.4)
        score = Math.max(score, 1 + text.length / title.length)
    }
    if (score === 0) continue
    const tag = block.container.tagName
    if (tag === 'h1') score += 2
    else if (/^h[2-4]$/.test(tag)) score += 1
    if (block.linkLength > 0) score -= 0.5
    if (score > bestScore) {
      best = block.index
      bestScore = score
    }
  }
  if (best >= 0) return best
  return page.blocks.find(block => block.container.tagName === 'h1')?.index ?? -1
}
