import { attribute, elementsOf, type PageElement } from './page-tree.ts'
import { safeHref } from './reader-links.ts'
import { type ReaderElement, readerElement } from './reader-node.ts'

const KINDS: readonly (readonly [RegExp, string])[] = [
  [
    /(^|\.)(youtube(-nocookie)?\.com|youtu\.be|vimeo\.com|dailymotion\.com|ted\.com|twitch\.tv|wistia\.(com|net)|jwplatform\.com|brightcove\.net|rutube\.ru|bilibili\.com|v\.qq\.com|youku\.com)$/,
    'video',
  ],
  [
    /(^|\.)(soundcloud\.com|spotify\.com|podcasts\.apple\.com|anchor\.fm|bandcamp\.com|simplecast\.com|megaphone\.fm)$/,
    'audio',
  ],
  [
    /(^|\.)(twitter\.com|x\.com|instagram\.com|facebook\.com|tiktok\.com|threads\.net|bsky\.app|mastodon\.social|reddit\.com|t\.me|vk\.com)$/,
    'post',
  ],
  [/(^|\.)(google\.[a-z.]+|openstreetmap\.org|mapbox\.com)$/, 'map'],
  [/(^|\.)(datawrapper\.de|flourish\.studio|flo\.uri\.sh|infogram\.com|tableau\.com|observablehq\.com)$/, 'chart'],
  [/(^|\.)(codepen\.io|codesandbox\.io|jsfiddle\.net|gist\.github\.com|stackblitz\.com|replit\.com)$/, 'code'],
  [/(^|\.)(slideshare\.net|speakerdeck\.com|scribd\.com|documentcloud\.org|issuu\.com)$/, 'document'],
]
const LABELS: Record<string, string> = {
  video: 'Video',
  audio: 'Audio',
  post: 'Post',
  map: 'Map',
  chart: 'Chart',
  code: 'Code',
  document: 'Document',
}

export const EMBED_TAGS: ReadonlySet<string> = new Set([
  'iframe',
  'embed',
  'object',
  'video',
  'audio',
  'amp-youtube',
  'amp-iframe',
  'amp-video',
  'lite-youtube',
])

/** An embedded player or post as a card with a link; nothing for frames of advertising, tracking and the like. */
export function readerEmbed(element: PageElement, base: string | undefined): ReaderElement | undefined {
  const href = safeHref(embedAddress(element), base)
  if (!href || href.startsWith('#') || href.startsWith('mailto:')) return undefined
  const shown = watchAddress(href)
  const host = new URL(shown).hostname.replace(/^www\./, '')
  const media =
    element.tagName === 'video' || element.tagName === 'amp-video'
      ? 'video'
      : element.tagName === 'audio'
        ? 'audio'
        : undefined
  const kind = media ?? KINDS.find(([pattern]) => pattern.test(host))?.[1]
  if (!kind || (kind === 'map' && !/map/.test(href))) return undefined
  const title = (attribute(element, 'title') ?? attribute(element, 'aria-label') ?? '').trim()
  const label = `${LABELS[kind]}: ${title && title.length < 200 && !/^(youtube|vimeo|embedded?|video) ?(video )?(player|content)?$/i.test(title) ? title : host}`
  return readerElement('figure', [readerElement('a', [label], [['href', shown]])], [['data-embed', kind]])
}

function embedAddress(element: PageElement): string | undefined {
  const video =
    attribute(element, 'data-videoid') ??
    (element.tagName === 'lite-youtube' ? attribute(element, 'videoid') : undefined)
  if (video && /^[\w-]{5,20}$/.test(video)) return `https://www.youtube.com/watch?v=${video}`
  for (const name of ['src', 'data-src', 'data-lazy-src', 'data-litespeed-src', 'data', 'data-cmp-src']) {
    const value = attribute(element, name)
    if (value && !/^(about:|javascript:|data:)/i.test(value.trim())) return value
  }
  for (const inner of elementsOf(element)) {
    const source = inner.tagName === 'source' || inner.tagName === 'embed' ? attribute(inner, 'src') : undefined
    if (source) return source
  }
  return undefined
}

/** The page a person would open instead of the player. */
function watchAddress(href: string): string {
  const youtube = /youtube(?:-nocookie)?\.com\/embed\/([\w-]{5,20})/.exec(href)
  if (youtube) return `https://www.youtube.com/watch?v=${youtube[1]}`
  const vimeo = /player\.vimeo\.com\/video\/(\d+)/.exec(href)
  return vimeo ? `https://vimeo.com/${vimeo[1]}` : href
}
