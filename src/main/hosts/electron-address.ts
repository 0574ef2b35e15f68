export const APP_SCHEME = 'app'
export const APP_ORIGIN = 'app://notebook'
export const APP_HOME = `${APP_ORIGIN}/`

/** Whether an address belongs to the program; looked at as text, because `URL` gives custom schemes no origin. */
export function isOwnAddress(address: string): boolean {
  return address === APP_ORIGIN || address.startsWith(APP_HOME)
}

/** Whether the window may load an address at all: its own files, what it made itself, and nothing of the network. */
export function mayLoad(address: string): boolean {
  if (address.startsWith('blob:')) return isOwnAddress(address.slice('blob:'.length))
  return isOwnAddress(address) || address.startsWith('data:') || address.startsWith('devtools://')
}

/** Where a frame wants to go, and who wants it. */
export interface Navigation {
  address: string
  isMainFrame: boolean
  /** A clip is shown in a frame; what is inside a frame moves nothing. */
  startedInsideFrame: boolean
}

/** The window itself stays where it is; its frames show own files when the window, not their content, says so. */
export function mayNavigate({ address, isMainFrame, startedInsideFrame }: Navigation): boolean {
  if (startedInsideFrame) return false
  if (isMainFrame) return address === APP_HOME || address.startsWith(`${APP_HOME}#`)
  return address === 'about:blank' || (isOwnAddress(address) && address !== APP_HOME)
}

const LONGEST_LINK = 4_096

/** The address to hand to the person's browser, or undefined for everything that is not a plain web link. */
export function externalLink(address: string): string | undefined {
  if (address.length > LONGEST_LINK || !URL.canParse(address)) return undefined
  const url = new URL(address)
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:'
  // A name before the host is there to make one host look like another.
  return isWeb && url.username === '' && url.password === '' ? url.href : undefined
}
