const TOKEN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{N}][\p{L}\p{N}\p{M}'’_-]*/gu

/** Words of a text; each Han, Kana and Thai character counts as one, as word processors do. */
export function countWords(text: string): number {
  return text.match(TOKEN)?.length ?? 0
}
