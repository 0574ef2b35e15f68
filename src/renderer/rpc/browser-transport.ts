import type { Notebook } from '../../shared/rpc/notebook.ts'
import { AppError, fail, type Result } from '../../shared/rpc/result.ts'
import { type ChangeEvent, TOPICS } from '../../shared/rpc/topics.ts'

type Listener = (event: ChangeEvent) => void

/** How long to wait before asking again for events, when the browser itself has given up. */
const RETRY_MS = 2_000

/** The notebook over HTTP: calls are posted, changes come as server-sent events. Nothing here throws. */
export function browserNotebook(): Notebook {
  const listeners = new Set<Listener>()
  let stop: (() => void) | undefined
  return {
    call: post,
    on: (_, listener) => {
      listeners.add(listener)
      stop ??= listenForChanges(event => {
        for (const each of listeners) each(event)
      })
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        stop?.()
        stop = undefined
      }
    },
  }
}

// What a method answers is the contract's promise, which the other side keeps: here it is passed on unread.
async function post(method: string, input: unknown): Promise<Result<never>> {
  try {
    const response = await fetch(`/rpc/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input ?? {}),
    })
    const answer: unknown = await response.json().catch(() => undefined)
    if (isResult(answer)) return answer
    throw new AppError('network', 'Commonplace was started again since this window opened. Open it anew.')
  } catch (error) {
    if (error instanceof AppError) return fail(error)
    return fail(new AppError('network', 'Commonplace does not answer. Is the program still running?', { cause: error }))
  }
}

function isResult(answer: unknown): answer is Result<never> {
  return typeof answer === 'object' && answer !== null && 'ok' in answer && typeof answer.ok === 'boolean'
}

/** Announces every change, and all topics after a gap in the connection, in which changes may have been missed. */
function listenForChanges(announce: Listener): () => void {
  let source: EventSource | undefined
  let retry: ReturnType<typeof setTimeout> | undefined
  let missedSomething = false
  const connect = () => {
    source = new EventSource('/events')
    source.addEventListener('open', () => {
      if (missedSomething) announce({ topics: [...TOPICS] })
      missedSomething = false
    })
    source.addEventListener('changed', message => announce(JSON.parse(message.data) as ChangeEvent))
    source.addEventListener('error', () => {
      missedSomething = true
      // After a refusal the browser does not try again by itself.
      if (source?.readyState === EventSource.CLOSED) retry = setTimeout(connect, RETRY_MS)
    })
  }
  connect()
  return () => {
    clearTimeout(retry)
    source?.close()
  }
}
