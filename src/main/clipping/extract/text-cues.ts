/*
 * What short lines around an article say, in the languages read most. A cue is evidence for the block model, never a
 * verdict by itself: "Related work" heads a section of a thesis as well as a box of links.
 */
const CUES: readonly (readonly [string, RegExp])[] = [
  [
    'share',
    /\b(share( this| on| via)?|tweet( this)?|retweet|e-?mail (this|to)|print( this)?( article| page)?|copy link|pin it|whatsapp|facebook|twitter|linkedin|reddit|follow us|teilen|drucken|partager|imprimer|compart(ir|e|ilhar)|imprim(ir|e)|condividi|stampa|udostępnij|drukuj|podziel się)\b|поделиться|распечатать|печать|κοινοποίηση|εκτύπωση|μοιραστείτε|分享|打印|转发|收藏|分享到|シェア|印刷/i,
  ],
  [
    'comments',
    /\b(comments?|leave a (comment|reply)|post a comment|join the (conversation|discussion)|repl(y|ies)|kommentare?|commentaires?|comentarios?|comentários?|commenti|komentarze?|skomentuj|dodaj komentarz)\b|комментари|отзыв|σχόλι|评论|留言|跟帖|回复|コメント|댓글/i,
  ],
  [
    'related',
    /\b(related( (articles?|posts?|stories|content|links|topics|news|reading))?|read (more|next|also|the full)|more (from|in|on|stories|news|like this)|see (also|more|all)|you (may|might) (also )?(like|be interested)|recommended|most (read|popular|viewed|shared)|trending|latest (news|posts|articles|stories)|recent (posts|articles|comments)|popular (posts|articles)|up next|also on|don'?t miss|keep reading|view all|load more|show more|learn more|mehr zum thema|lesen sie auch|weiterlesen|das könnte sie|à lire aussi|lire (aussi|la suite)|sur le même sujet|voir aussi|lea también|te puede interesar|noticias relacionadas|leia (também|mais)|leggi anche|potrebbe interessarti|czytaj (też|także|również|więcej)|zobacz (też|także|również|więcej)|przeczytaj|polecamy|więcej na)\b|читайте также|читать (далее|также|ещё|еще)|по теме|похожие|смотрите также|другие новости|главные новости|популярн|διαβάστε (επίσης|ακόμα|περισσότερα)|σχετικά (άρθρα|θέματα)|δείτε (επίσης|ακόμα)|περισσότερα|περισσότερες|相关(阅读|新闻|文章|报道|链接|专题)|延伸阅读|更多(新闻|精彩|内容|>>)?|热门|推荐阅读|上一篇|下一篇|阅读全文|点击查看|関連(記事|リンク)|続きを読む|관련기사/i,
  ],
  [
    'subscribe',
    /\b(subscri(be|ption|ber)|newsletter|sign up|sign in|log ?in|register( now)?|create an? (free )?account|join (now|us|today|free)|free trial|already a (member|subscriber)|get (the|our) (latest|free)|in your inbox|your e-?mail( address)?|abonnieren|anmelden|abonnez|s'abonner|inscri(vez|ption)|suscr[ií]b|iniciar sesión|assine|cadastre|iscriviti|abbonati|zapisz się|zaloguj|zarejestruj|subskryb|prenumerat)\b|подпис(ать|к|ывай)|войти|регистрац|εγγραφ|σύνδεση|订阅|登录|注册|扫码|关注(我们|微信)|二维码|会員登録|ログイン/i,
  ],
  [
    'rights',
    /©|\(c\)\s*\d{4}|\b(copyright|all rights reserved|terms (of (use|service)|and conditions|& conditions)|privacy (policy|notice)|cookie (policy|settings|preferences)|legal notice|imprint|impressum|datenschutz|mentions légales|tous droits|todos los derechos|todos os direitos|tutti i diritti|wszelkie prawa|zastrzeżone|regulamin|polityka prywatności)\b|все права|авторск(ие|их) прав|перепечатк|при использовании|πνευματικ|όροι χρήσης|δικαιωμάτων|版权|著作权|转载|免责声明|备案|许可证|责任编辑|責任編輯|編輯[:：]|编辑[:：]|無断転載/i,
  ],
  [
    'advert',
    /\b(advertis(e|ement|ing)|sponsored( by| content)?|promoted|affiliate|partner content|anzeige|werbung|publicité|publicidad|publicidade|pubblicità|reklama|artykuł sponsorowany)\b|реклама|διαφήμιση|广告|推广|広告|광고/i,
  ],
  [
    'byline',
    /^(by|written by|posted by|published by|author|authors|reported by|reporting by|edited by|editing by|reviewed by|words by|von|par|por|di|da|autor|autore|auteur|od)\b[:\s]|\b(staff writer|contributing writer|correspondent|is a (writer|reporter|journalist|freelance))\b|^(автор|текст|текст:|фото|источник|του|της|από τ|πηγή|γράφει)[:\s]|^(作者|记者|記者|来源|來源|文\/|编辑|编译|本报|本网|新华社|中新)|记者\s|通讯员|źródło|fot\.|zdjęcie/i,
  ],
  [
    'credit',
    /\b(photo(graph)?s?( by|:| credit| courtesy)?|image(s)?( by|:| credit| courtesy| source)|credit:|courtesy of|getty images|shutterstock|reuters|associated press|afp|file photo|foto:|fot\.|crédit|quelle:|bild:)\b|фото[:\s]|φωτογραφ|图[:：]|图为|图片来源|資料圖|摄影|写真/i,
  ],
  [
    'date',
    /\b\d{4}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2}|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(st|nd|rd|th)?,? \d{4}|\b\d{1,2}(st|nd|rd|th)?\.? ?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mai|juin|juil|août|janv|févr|stycz|lut|kwie|maj|czerw|lip|sierp|wrze|paźd|listop|grud|янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек|ιαν|φεβ|μαρ|απρ|μα[ΐϊί]|ιουν|ιουλ|αυγ|σεπ|οκτ|νοε|δεκ)|\b\d{1,2}:\d{2}( ?[ap]m)?\b|\b\d+ (minutes?|mins?|hours?|days?|weeks?|months?|years?) ago|\b\d+ ?min(ute)?s? read|\b(published|updated|posted|last (updated|modified))( on)?\b/i,
  ],
  [
    'tags',
    /^(tags?|filed under|topics?|categor(y|ies)|keywords?|posted in|labels?|schlagw|themen|mots-clés|etiquetas|tagi|temat(y)?|теги|метки|ετικέτες|标签|关键词|タグ)/i,
  ],
  [
    'consent',
    /\b(cookies?|gdpr|consent|accept all|we use|third[- ]party|personal data|reject all|javascript|browser|ad ?blocker)\b|ciasteczk|куки|cookies?的/i,
  ],
  [
    'commerce',
    /\b(add to (cart|bag|basket|wishlist|compare)|buy now|in stock|out of stock|sold out|free shipping|quantity|qty|checkout|reviews?|rating|stars?|sku|wishlist|compare|size guide|delivery|returns?)\b|[$€£¥]\s?\d|\d\s?(usd|eur|gbp|zł|руб|€|元)\b/i,
  ],
  [
    'navigation',
    /^(home|menu|search|next|prev(ious)?|back( to top)?|top|close|skip to|about( us)?|contact( us)?|faq|help|support|careers|jobs|press|store|shop|blog|news|more|all|start|accueil|inicio|strona główna|szukaj|wstecz|следующая|предыдущая|назад|вперед|главная|поиск|αρχική|首页|返回|上一页|下一页|搜索|ホーム)\b|^[<>«»‹›←→|/\\•·.…]+$|^\d+$|^[\d\s/|,.-]+$/i,
  ],
]

const KNOWN_LIMIT = 240

export const CUE_NAMES: readonly string[] = CUES.map(cue => cue[0])

/** Bit `i` is set when cue `i` speaks in this text; only the first 240 characters are heard. */
export function textCues(text: string): number {
  const head = text.length > KNOWN_LIMIT ? text.slice(0, KNOWN_LIMIT) : text
  let mask = 0
  for (let i = 0; i < CUES.length; i++) if ((CUES[i] as readonly [string, RegExp])[1].test(head)) mask |= 1 << i
  return mask
}
