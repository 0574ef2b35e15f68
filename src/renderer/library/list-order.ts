import { create } from 'zustand'
import type { SourceSort } from '../../shared/contract/library.ts'

export interface ListOrder {
  sort: SourceSort
  descending: boolean
}

interface ListOrderState extends ListOrder {
  setOrder(order: Partial<ListOrder>): void
}

/** The order of every list of sources. */
export const useListOrder = create<ListOrderState>(set => ({
  sort: 'added',
  descending: true,
  setOrder: order => set(order),
}))
