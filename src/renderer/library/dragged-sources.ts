import type { DragEvent } from 'react'
import type { SourceId } from '../../shared/contract/ids.ts'

const TYPE = 'application/x-commonplace-sources'

export function dragSources(event: DragEvent, ids: SourceId[]): void {
  event.dataTransfer.setData(TYPE, JSON.stringify(ids))
  event.dataTransfer.effectAllowed = 'copyMove'
}

export const carriesSources = (event: DragEvent): boolean => event.dataTransfer.types.includes(TYPE)

/** The ids that a drop of sources carries; empty when it carries none. */
export function droppedSources(event: DragEvent): SourceId[] {
  const data = event.dataTransfer.getData(TYPE)
  return data ? (JSON.parse(data) as SourceId[]) : []
}
