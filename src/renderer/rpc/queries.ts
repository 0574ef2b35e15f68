import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Contract } from '../../shared/contract/index.ts'
import type { InputOf, OutputOf } from '../../shared/rpc/contract.ts'
import type { MethodName } from '../../shared/rpc/notebook.ts'
import { type Result, unwrap } from '../../shared/rpc/result.ts'
import { showFailure } from '../ui/toasts.tsx'
import { getNotebook } from './notebook.ts'

/** The query of a method's answer, cached under its domain, so that a change topic finds it. Throws `AppError`. */
export function callQuery<K extends MethodName>(method: K, input: InputOf<Contract[K]>) {
  return queryOptions<OutputOf<Contract[K]>>({
    queryKey: [method.split('.')[0], method, input],
    queryFn: async () => unwrap(await getNotebook().call(method, input)),
  })
}

/** A method's answer, kept fresh: it is asked again whenever its domain's topic changes. */
export function useCall<K extends MethodName>(
  method: K,
  input: InputOf<Contract[K]>,
  options: { enabled?: boolean } = {},
) {
  return useQuery({ ...callQuery(method, input), enabled: options.enabled ?? true })
}

/** A function that makes a change and shows a failure as a toast; its caller still gets the `Result`. */
export function useAction<K extends MethodName>(method: K) {
  return useCallback(
    async (input: InputOf<Contract[K]>): Promise<Result<OutputOf<Contract[K]>>> => {
      const result = await getNotebook().call(method, input)
      if (!result.ok) showFailure(result.error)
      return result
    },
    [method],
  )
}

/** Refetches what depends on a change, for as long as the window lives. Returns the function that stops it. */
export function refetchOnChange(client: QueryClient): () => void {
  return getNotebook().on('changed', ({ topics }) => {
    for (const topic of topics) void client.invalidateQueries({ queryKey: [topic] })
  })
}
