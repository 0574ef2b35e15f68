import { type Session, shell, type WebContents } from 'electron'
import { withSecurityHeaders } from '../http/security-headers.ts'
import type { Backend } from '../rpc/backend-types.ts'
import { APP_SCHEME, externalLink, isOwnAddress, mayLoad, mayNavigate } from './electron-address.ts'

/** An address at which nobody listens: what slips past the request filter ends there. */
const DEAD_PROXY = '127.0.0.1:9'

/** Cuts a session off from the network, denies every permission, and answers `app://notebook/` from the backend. */
export async function prepareSession(session: Session, backend: Backend): Promise<void> {
  session.protocol.handle(APP_SCHEME, async request =>
    isOwnAddress(request.url)
      ? withSecurityHeaders(await backend.fetch(request))
      : new Response('There is no such address.\n', { status: 404 }),
  )
  session.webRequest.onBeforeRequest((details, decide) => decide({ cancel: !mayLoad(details.url) }))
  // Copying is the one thing that a page asks permission for and that the program does.
  const isCopying = (permission: string) => permission === 'clipboard-sanitized-write'
  session.setPermissionRequestHandler((contents, permission, decide) =>
    decide(isCopying(permission) && isOwnAddress(contents.getURL())),
  )
  session.setPermissionCheckHandler((contents, permission) =>
    Boolean(contents && isCopying(permission) && isOwnAddress(contents.getURL())),
  )
  session.setDevicePermissionHandler(() => false)
  // Dictionaries would be fetched from the network; macOS has its own.
  session.setSpellCheckerEnabled(process.platform === 'darwin')
  await session.setProxy({ mode: 'fixed_servers', proxyRules: DEAD_PROXY, proxyBypassRules: '<-loopback>' })
}

/** Keeps a window where it is: no navigation, no further windows, no `<webview>`; web links go to the browser. */
export function guardContents(contents: WebContents): void {
  contents.on('will-frame-navigate', event => {
    const startedInsideFrame = Boolean(event.initiator?.parent)
    if (!mayNavigate({ address: event.url, isMainFrame: event.isMainFrame, startedInsideFrame })) event.preventDefault()
  })
  contents.on('will-redirect', event => event.preventDefault())
  contents.on('will-attach-webview', event => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    const link = externalLink(url)
    if (link) void shell.openExternal(link)
    return { action: 'deny' }
  })
}
