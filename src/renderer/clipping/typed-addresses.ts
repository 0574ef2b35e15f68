export interface TypedAddresses {
  urls: string[]
  /** What was typed and is no address of a page. */
  others: string[]
}

/** The addresses in a text, one after the other, each once; `example.org/page` is taken as one of https. */
export function typedAddresses(text: string): TypedAddresses {
  const urls = new Set<string>()
  const others: string[] = []
  for (const word of text.split(/[\s<>"]+/).filter(Boolean)) {
    const url = addressOf(word)
    if (url) urls.add(url)
    else others.push(word)
  }
  return { urls: [...urls], others }
}

function addressOf(word: string): string | null {
  const text = /^[a-z][a-z0-9+.-]*:/i.test(word) && !/^[^/]+:\d+(\/|$)/.test(word) ? word : `https://${word}`
  if (!URL.canParse(text)) return null
  const { protocol, hostname, href } = new URL(text)
  const isPage = protocol === 'http:' || protocol === 'https:'
  return isPage && (text === word || hostname.includes('.') || hostname === 'localhost') ? href : null
}
