import type { Collection } from '../../shared/contract/library.ts'

export interface CollectionNode {
  collection: Collection
  depth: number
  children: CollectionNode[]
}

const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** Collections as the tree that their parents make, each level by name. A missing or circular parent counts as none. */
export function collectionTree(collections: Collection[]): CollectionNode[] {
  const byId = new Map(collections.map(each => [each.id as string, each]))
  const isUnder = (collection: Collection): boolean => {
    const seen = new Set<string>([collection.id])
    let parent = collection.parentId ? byId.get(collection.parentId) : undefined
    if (!parent) return false
    while (parent) {
      if (seen.has(parent.id)) return false
      seen.add(parent.id)
      parent = parent.parentId ? byId.get(parent.parentId) : undefined
    }
    return true
  }
  const under = Map.groupBy(collections, each => (isUnder(each) ? each.parentId : null))
  const build = (parentId: string | null, depth: number): CollectionNode[] =>
    (under.get(parentId as Collection['parentId']) ?? [])
      .toSorted((a, b) => byName.compare(a.name, b.name))
      .map(collection => ({ collection, depth, children: build(collection.id, depth + 1) }))
  return build(null, 0)
}

/** The tree as lines from top to bottom. */
export function flattened(nodes: CollectionNode[]): CollectionNode[] {
  return nodes.flatMap(node => [node, ...flattened(node.children)])
}
