import type { Server } from 'node:http'

/**
 * Prepares a server for an orderly end. The function returned takes no new connections, waits for the answers that
 * are under way (`limitMs` at most), and then frees the port.
 */
export function drainable(server: Server, limitMs: number): () => Promise<void> {
  let running = 0
  let onIdle = () => {}
  server.on('request', (_, response) => {
    running++
    response.once('close', () => {
      running--
      if (running === 0) onIdle()
    })
  })
  return async () => {
    const closed = new Promise<void>(resolve => server.close(() => resolve()))
    // Browsers keep connections open, some of which have never asked for anything: only answers are waited for.
    const dropAll = () => server.closeAllConnections()
    const impatience = setTimeout(dropAll, limitMs)
    onIdle = dropAll
    if (running === 0) dropAll()
    await closed
    clearTimeout(impatience)
  }
}
