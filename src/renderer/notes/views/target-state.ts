import { useQuery } from '@tanstack/react-query'
import type { ReferenceTarget } from '../../../shared/document/document.ts'
import { callQuery } from '../../rpc/queries.ts'
import type { TargetState } from '../nodes/reference-node.ts'

/** Whether a link's target is there, in the trash, or gone; “present” until it is known. */
export function useTargetState(kind: ReferenceTarget['kind'], id: string): TargetState {
  const { data } = useQuery({ ...callQuery('notes.titles', { targets: [{ kind, id }] }), retry: false })
  return data?.[0]?.state ?? 'present'
}
