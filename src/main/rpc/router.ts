import { type Contract, contract } from '../../shared/contract/index.ts'
import type { Method } from '../../shared/rpc/contract.ts'
import { AppError, fail, ok, type Result } from '../../shared/rpc/result.ts'
import type { Topic } from '../../shared/rpc/topics.ts'

/** A contract method as the router calls it: its input is parsed already. */
export type Handler = (input: never) => unknown

export interface Router {
  call(method: string, input: unknown): Promise<Result<unknown>>
}

function describeIssues(error: { issues: { path: PropertyKey[]; message: string }[] }): string {
  return error.issues
    .slice(0, 3)
    .map(issue => (issue.path.length > 0 ? `${issue.path.join('.')}: ${issue.message}` : issue.message))
    .join('; ')
}

/**
 * Checks every input against the contract, calls the method's handler, and announces the topics it declares after it
 * has succeeded. Nothing throws: failures come back as `Result`s, `explain`ed where they are the file system's.
 */
export function createRouter(
  handlers: { [K in keyof Contract]: Handler },
  announce: (topics: readonly Topic[]) => void,
  explain: (error: unknown) => unknown = error => error,
): Router {
  return {
    async call(name, input) {
      try {
        if (!Object.hasOwn(contract, name)) throw new AppError('invalid-input', `There is no method called ${name}.`)
        const method: Method = contract[name as keyof Contract]
        const parsed = method.input.safeParse(input)
        if (!parsed.success) {
          throw new AppError(
            'invalid-input',
            `${name} was asked for in a way it does not understand: ${describeIssues(parsed.error)}.`,
          )
        }
        const value = await handlers[name as keyof Contract](parsed.data as never)
        if (method.changes.length > 0) announce(method.changes)
        return ok(value)
      } catch (error) {
        return fail(explain(error))
      }
    },
  }
}
