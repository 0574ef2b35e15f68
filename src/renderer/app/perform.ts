import type { Contract } from '../../shared/contract/index.ts'
import type { InputOf, OutputOf } from '../../shared/rpc/contract.ts'
import type { MethodName } from '../../shared/rpc/notebook.ts'
import { getNotebook } from '../rpc/notebook.ts'
import { showFailure } from '../ui/toasts.tsx'

/** Makes a change from outside a component. A failure is shown as a toast, and the answer is then undefined. */
export async function perform<K extends MethodName>(
  method: K,
  input: InputOf<Contract[K]>,
): Promise<OutputOf<Contract[K]> | undefined> {
  const result = await getNotebook().call(method, input)
  if (result.ok) return result.value
  showFailure(result.error)
  return undefined
}
