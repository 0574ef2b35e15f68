const TOKEN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{N}_]+/gu

export function tokensOf(text: string): string[] {
  return text.toLowerCase().match(TOKEN) ?? []
}

/**
 * How much of each line of a page the reviewed text holds, 0–1: by runs of four tokens, which may reach into the
 * neighbouring lines, or as a whole line of its own.
 */
export function labelBlocks(blocks: string[], truth: string): number[] {
  const wanted = tokensOf(truth)
  const runs = new Set<string>()
  for (let i = 0; i + 4 <= wanted.length; i++) runs.add(wanted.slice(i, i + 4).join(' '))
  const lines = new Set(
    truth
      .split('\n')
      .map(line => tokensOf(line).join(' '))
      .filter(line => line !== ''),
  )
  const perBlock = blocks.map(tokensOf)
  const stream = perBlock.flat()
  const covered = new Uint8Array(stream.length)
  for (let i = 0; i + 4 <= stream.length; i++) if (runs.has(stream.slice(i, i + 4).join(' '))) covered.fill(1, i, i + 4)
  let at = 0
  return perBlock.map(tokens => {
    const from = at
    at += tokens.length
    if (tokens.length === 0) return 0
    let hits = 0
    for (let i = from; i < at; i++) hits += covered[i] as number
    // A short line inside kept lines is covered by runs that reach over it.
    return Math.max(hits / tokens.length, lines.has(tokens.join(' ')) ? 1 : 0)
  })
}
