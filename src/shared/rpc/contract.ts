import type { z } from 'zod'
import type { Topic } from './topics.ts'

/** One method of the contract: what goes in, what comes out, and which topics it changes. */
export interface Method<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  summary: string
  input: I
  output: O
  changes: readonly Topic[]
}
export type Domain = Record<string, Method>

/** Declares a method. `summary` is the sentence that documents it. */
export function method<I extends z.ZodType, O extends z.ZodType>(
  summary: string,
  shape: { input: I; output: O; changes?: readonly Topic[] },
): Method<I, O> {
  return { summary, input: shape.input, output: shape.output, changes: shape.changes ?? [] }
}

export type InputOf<M extends Method> = z.input<M['input']>
export type ParsedInputOf<M extends Method> = z.output<M['input']>
export type OutputOf<M extends Method> = z.output<M['output']>

/** The functions behind a domain's methods (or behind some of them). */
export type Handlers<D extends Domain> = {
  [K in keyof D]: (input: ParsedInputOf<D[K]>) => OutputOf<D[K]> | Promise<OutputOf<D[K]>>
}
