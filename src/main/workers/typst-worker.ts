import { AppError, toFailure } from '../../shared/rpc/result.ts'
import { ReportTypesetter } from '../reports/typeset/typeset-report.ts'
import type { CiteRequest, TypesetReply, TypesetRequest } from '../reports/typeset/typeset-request.ts'

// A process of its own, not a thread: only a process can be ended while Typst is laying out a long report.
const typesetter = new ReportTypesetter()

function reply(message: TypesetReply): void {
  process.send?.(message)
}

process.on('message', (request: TypesetRequest | CiteRequest | 'prepare') => {
  try {
    if (request === 'prepare') return typesetter.prepare()
    if ('cite' in request) return reply({ kind: 'cited', result: typesetter.cite(request) })
    const result = typesetter.typeset(request, phase => reply({ kind: 'progress', phase }))
    reply({ kind: 'done', result })
  } catch (error) {
    if (!(error instanceof AppError)) console.error(error)
    reply({ kind: 'failed', error: toFailure(error) })
  }
})
