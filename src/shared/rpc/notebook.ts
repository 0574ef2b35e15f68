import type { Contract } from '../contract/index.ts'
import type { InputOf, OutputOf } from './contract.ts'
import type { Result } from './result.ts'
import type { ChangeEvent } from './topics.ts'

export type MethodName = keyof Contract

/** `window.notebook`: all that the renderer knows of the program behind it, the same in every host. */
export interface Notebook {
  call<K extends MethodName>(method: K, input: InputOf<Contract[K]>): Promise<Result<OutputOf<Contract[K]>>>
  /** Calls `listener` after every committed change; returns the function that stops it. */
  on(event: 'changed', listener: (event: ChangeEvent) => void): () => void
}
