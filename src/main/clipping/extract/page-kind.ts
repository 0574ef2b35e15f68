import { groupBit } from './class-words.ts'
import type { PageKind } from './extracted-page.ts'
import { type PageAnalysis, weightedLength } from './page-analysis.ts'
import type { PageCues } from './page-cues.ts'
import { firstMeta, type PageSources } from './page-sources.ts'
import type { BlockChoice } from './select-blocks.ts'

export interface StubVerdict {
  code: 'captcha' | 'consent-wall' | 'paywall' | 'needs-script' | 'error-page'
  message: string
}

const STUBS: readonly (readonly [StubVerdict['code'], RegExp, string])[] = [
  [
    'captcha',
    /\b(captcha|recaptcha|hcaptcha|are you a (human|robot)|verify(ing)? (that )?you are (a )?human|checking your browser|unusual traffic|press (&|and) hold|access (to this page has been )?denied|just a moment|ddos protection|attention required|bot detection|security check)\b|подтвердите, что вы не робот|请完成(安全)?验证|滑动验证/i,
    'The saved page is a check for robots, not the article. Open it in the browser, pass the check, and save it again.',
  ],
  [
    'consent-wall',
    /\b(before you continue|we (and our partners )?(use|value) (cookies|your privacy)|accept (all )?cookies|cookie consent|your privacy choices|manage (your )?(consent|preferences)|we care about your privacy|consent to the use)\b|zustimmen und weiter|accepter et continuer|akceptuję i przechodzę/i,
    'The saved page is a consent notice, not the article. Answer it in the browser and save the page again.',
  ],
  [
    'needs-script',
    /\b((please )?(enable|turn on|activate) java ?script|java ?script (is|must be|appears to be) (disabled|required|enabled)|requires? java ?script|you need to enable java ?script|browser (is )?not supported)\b|включите javascript|请(启用|开启)\s*javascript/i,
    'The page shows its text only after scripts have run, and none had run when it was saved. Save it from the browser once it is fully shown.',
  ],
  [
    'error-page',
    /\b(404|page not found|403 forbidden|500 internal server error|502 bad gateway|503 service|this page (isn'?t|is not) available|no longer (exists|available))\b|страница не найдена|页面不存在|nie znaleziono strony/i,
    'The saved page is an error message of the site, not the article.',
  ],
]
const PAYWALL =
  /\b(subscribe (now )?to (continue|keep|read)|to continue reading|continue reading (with|by)|already a (subscriber|member)|this (article|content|story) is (for|only for|reserved for|exclusively for)( our)? (paying )?(subscribers|members)|subscribers only|unlock (this|the full) (article|story)|you'?ve (reached|read) your (limit|last)|free articles? (left|remaining)|sign in to read|log in to (read|continue))\b|weiterlesen mit|réservé aux abonnés|la suite est réservée|solo para suscriptores|dalsza część (artykułu|tekstu)|tylko dla prenumeratorów|доступно только подписчикам|付费(阅读|订阅)/i
const SHORT_PAGE = 1500
const SHORT_ARTICLE = 3000

/** A page that stands in the article's place, or its locked remainder; undefined for a whole page. */
export function findStub(page: PageAnalysis, bodyText: string, sources: PageSources): StubVerdict | undefined {
  const head = `${sources.titleText}\n${page.blocks
    .slice(0, 60)
    .map(block => block.text)
    .join('\n')}`.slice(0, 6000)
  if (page.textLength < SHORT_PAGE && page.proseLength < 600) {
    for (const [code, pattern, message] of STUBS) if (pattern.test(head)) return { code, message }
  }
  if (bodyText.length >= SHORT_ARTICLE) return undefined
  const locked = sources.jsonLd.some(
    object => object.isAccessibleForFree === false || /^false$/i.test(String(object.isAccessibleForFree ?? '')),
  )
  const tail = page.blocks.map(block => block.text).join('\n')
  if (
    bodyText.length < SHORT_ARTICLE &&
    (locked || firstMeta(sources, 'article:content_tier') === 'locked') &&
    PAYWALL.test(tail)
  ) {
    return {
      code: 'paywall',
      message:
        'Only the part before the paywall was saved. Sign in on the site and save the page again to have all of it.',
    }
  }
  if (bodyText.length < SHORT_PAGE && PAYWALL.test(tail) && page.proseLength < 2000) {
    return {
      code: 'paywall',
      message: 'The page asks for a subscription; perhaps only the beginning of the article was saved.',
    }
  }
  return undefined
}

const GENERATORS =
  /sphinx|docusaurus|mkdocs|gitbook|vuepress|vitepress|hugo-book|mdbook|javadoc|doxygen|readthedocs|mintlify|nextra|antora|docsify/i
const FORUM = groupBit('forum')
const SIGNATURE = groupBit('signature')

/** What sort of page this is, by what it declares and by the shape of the kept text. */
export function findKind(
  page: PageAnalysis,
  choice: BlockChoice,
  cues: PageCues,
  sources: PageSources,
  url: string | undefined,
): PageKind {
  if (
    GENERATORS.test(firstMeta(sources, 'generator') ?? '') ||
    /(^https?:\/\/docs?\.)|\/(docs?|documentation|reference|manual|api)\//i.test(url ?? '')
  )
    return 'documentation'
  if (cues.hasForumType || isForum(page, choice)) return 'forum'
  if (cues.hasProductType && !cues.hasArticleType) return 'product'
  let kept = 0
  let linked = 0
  let prose = 0
  for (const block of page.blocks) {
    if (!choice.keep[block.index]) continue
    const length = weightedLength(block.text)
    kept += length
    linked += block.linkLength * (length / block.text.length)
    if (page.prose[block.index]) prose += length
  }
  if (kept > 0 && linked / kept > 0.5) return 'listing'
  if (cues.hasArticleType || cues.openGraphArticle) return 'article'
  if (cues.hasListType && prose < kept * 0.5) return 'listing'
  return prose > 800 && prose > kept * 0.5 ? 'article' : 'page'
}

function isForum(page: PageAnalysis, choice: BlockChoice): boolean {
  let posts = 0
  let signatures = 0
  for (const block of page.blocks) {
    const masks = page.regionOf[block.index]?.masks ?? 0
    if (masks & SIGNATURE) signatures++
    if (choice.keep[block.index] && masks & FORUM) posts++
  }
  return signatures > 5 && posts > 3
}
