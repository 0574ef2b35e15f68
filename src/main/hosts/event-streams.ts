import type { ChangeEvent, Topic } from '../../shared/rpc/topics.ts'
import type { Backend } from '../rpc/backend-types.ts'

/** Keeps proxies and sleeping machines from taking a silent stream for a dead one. */
const HEARTBEAT_MS = 25_000
const RECONNECT_MS = 1_000

/** The change events of a backend as server-sent events, one stream to each window. */
export class EventStreams {
  readonly #backend: Backend
  readonly #open = new Set<() => void>()

  constructor(backend: Backend) {
    this.#backend = backend
  }

  /** A response that stays open until the window leaves or `close` is called. */
  respond(): Response {
    let leave = () => {}
    // What a slow window has not taken yet: topics merge, so that the queue cannot grow.
    const pending = new Set<Topic>()
    const encoder = new TextEncoder()
    const flush = (controller: ReadableStreamDefaultController<Uint8Array>) => {
      if (pending.size === 0 || (controller.desiredSize ?? 0) <= 0) return
      const event: ChangeEvent = { topics: [...pending] }
      pending.clear()
      controller.enqueue(encoder.encode(`event: changed\ndata: ${JSON.stringify(event)}\n\n`))
    }
    const body = new ReadableStream<Uint8Array>({
      start: controller => {
        const stopListening = this.#backend.onChanged(({ topics }) => {
          for (const topic of topics) pending.add(topic)
          flush(controller)
        })
        const heartbeat = setInterval(() => {
          if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(': still here\n\n'))
        }, HEARTBEAT_MS)
        heartbeat.unref()
        const end = () => {
          leave()
          controller.close()
        }
        leave = () => {
          clearInterval(heartbeat)
          stopListening()
          this.#open.delete(end)
        }
        this.#open.add(end)
        controller.enqueue(encoder.encode(`retry: ${RECONNECT_MS}\n\n`))
      },
      pull: flush,
      cancel: () => leave(),
    })
    return new Response(body, {
      headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' },
    })
  }

  /** Ends all streams. */
  close(): void {
    for (const end of [...this.#open]) end()
  }
}
