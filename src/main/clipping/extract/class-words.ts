/** Groups of words in `class`, `id`, `role` and friends that tell what a part of a page is for. Bits of a mask. */
export const CLASS_GROUPS: readonly (readonly [string, RegExp])[] = [
  [
    'content',
    /article|content|entry|body|main|story|post(?!ed)|text|prose|markdown|rich-?text|description|detail|chapter|hentry|blog|news/,
  ],
  [
    'articleBody',
    /article[-_]?(body|content|text)|entry[-_]?content|post[-_]?(body|content|text)|story[-_]?(body|content|text)|articlebody|body[-_]?(copy|text|content)|main[-_]?(content|text)|page[-_]?content|the[-_]content|content[-_](body|text|main)/,
  ],
  ['comment', /comment|disqus|respond|discuss|repl(y|ies)|feedback/],
  [
    'related',
    /relat|recommend|recirc|similar|more[-_]?(from|stories|news|articles|posts)|also[-_]?(like|read)|read[-_]?(more|next|also)|you[-_]?may|popular|trending|most[-_]?(read|viewed|popular)|latest|recent|teaser|up[-_]?next|see[-_]?also|outbrain|taboola|zergnet|crosslink|linkbox/,
  ],
  ['share', /share|sharing|social|facebook|twitter|addthis|addtoany|follow|whatsapp|pinterest/],
  [
    'navigation',
    /\bnav|navi|menu|breadcrumb|bread-?crumb|crumb|pagination|pager|paging|\btabs?\b|skip|toc\b|toolbar|topbar|masthead|sitemap|dropdown/,
  ],
  ['header', /header|banner|masthead|hero|\btop\b/],
  ['footer', /foot(er)?\b|footer|copyright|legal|colophon|disclaimer|\bbottom\b/],
  [
    'sidebar',
    /side-?bar|\bside\b|aside|rail|widget|gadget|secondary|complementary|right[-_]?col|left[-_]?col|column[-_]?(right|left)/,
  ],
  [
    'advert',
    /\bads?\b|advert|\bad[-_]|[-_]ads?\b|sponsor|promo|banner|doubleclick|dfp|commercial|affiliate|partner|pub[-_]/,
  ],
  [
    'signup',
    /newsletter|subscri|sign-?up|log-?in|register|paywall|membership|donat|call-?to-?action|\bcta\b|optin|opt-in|mailchimp|lead-?gen/,
  ],
  ['consent', /cookie|consent|gdpr|privacy|onetrust|cmp\b|didomi|modal|popup|overlay|dialog|lightbox|tooltip|toast/],
  ['author', /author|byline|writer|contributor|\bbio\b|profile|vcard|avatar/],
  [
    'meta',
    /\bmeta|[-_]meta|date\b|time\b|published|timestamp|\btags?\b|tag-?list|categor|keyword|topics?\b|label|info\b|dateline|posted|kicker|eyebrow|read-?time/,
  ],
  ['caption', /caption|credit|figure|gallery|slide|photo|image|picture|media|video|player|carousel|swiper/],
  ['hidden', /hidden|hide\b|invisible|sr-only|screen-reader|visually|print-only|noprint|no-print|collapsed|offscreen/],
  ['title', /title|headline|heading|\bh1\b/],
  ['summary', /summary|excerpt|lead\b|\blede|intro|abstract|standfirst|subtitle|sub-?head|dek\b|deck\b|teaser/],
  ['product', /product|price|sku|cart|buy|shop|spec(s|ification)|feature|review|rating|variant|shipping/],
  ['list', /\blist|listing|grid|cards?\b|tile|items?\b|feed|archive|results?\b|loop/],
  ['forum', /message|thread|topic|forum|post-?(content|body|text|message)|answer|question|reply/],
  ['signature', /signature|\bsig\b|user-?info|member|postbit|poster|userdetails|joined/],
  ['note', /footnote|endnote|reference|citation|sidenote|annotation|\bnote/],
  ['quote', /pull-?quote|blockquote|quote/],
  ['code', /code|highlight|syntax|snippet|console|terminal/],
  ['faq', /faq|accordion|collapse|expand|toggle|tab-?(content|panel|pane)/],
]

const KNOWN = new Map<string, number>()
const MAX_KNOWN = 20_000

/** Bit `i` is set when group `i` is named in these attribute words. */
export function classMask(words: string): number {
  if (!words) return 0
  let mask = KNOWN.get(words)
  if (mask === undefined) {
    // camelCase is opened so that \b works on it.
    const text = words.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase()
    mask = 0
    for (let i = 0; i < CLASS_GROUPS.length; i++)
      if ((CLASS_GROUPS[i] as readonly [string, RegExp])[1].test(text)) mask |= 1 << i
    if (KNOWN.size >= MAX_KNOWN) KNOWN.clear()
    KNOWN.set(words, mask)
  }
  return mask
}

export function groupBit(name: string): number {
  const index = CLASS_GROUPS.findIndex(group => group[0] === name)
  if (index < 0) throw new Error(`unknown class group ${name}`)
  return 1 << index
}
