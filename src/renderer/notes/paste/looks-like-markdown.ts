const SIGNS: readonly RegExp[] = [
  /^#{1,6} \S/m,
  /^\s*[-*+] \S.*\n\s*[-*+] \S/m,
  /^\s*1[.)] \S.*\n\s*2[.)] \S/m,
  /^[-*+] \[[ xX]\] /m,
  /^```/m,
  /^> \S/m,
  /^\|.+\|\s*\n\|[\s:|-]+\|\s*$/m,
  /\[[^\]\n]+\]\((https?:|mailto:)[^)\s]+\)/,
  /(^|\s)\*\*[^*\s][^*\n]*\*\*(\s|$|[.,;:!?])/m,
  /\[\^[^\]\s]+\]/,
]

/** Whether pasted plain text was most likely written as Markdown. */
export function looksLikeMarkdown(text: string): boolean {
  return SIGNS.some(sign => sign.test(text))
}
