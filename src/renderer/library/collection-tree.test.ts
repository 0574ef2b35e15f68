import { describe, expect, it } from 'vitest'
import type { Collection } from '../../shared/contract/library.ts'
import { collectionTree, flattened } from './collection-tree.ts'

const collection = (id: string, name: string, parentId: string | null = null) =>
  ({ id, name, parentId, count: 0 }) as Collection

const lines = (collections: Collection[]) =>
  flattened(collectionTree(collections)).map(node => '  '.repeat(node.depth) + node.collection.name)

describe('the tree of collections', () => {
  it('nests by parent and sorts each level by name, numbers by their value', () => {
    expect(
      lines([
        collection('b', 'Law'),
        collection('c', 'Paper', 'a'),
        collection('a', 'Archives'),
        collection('e', 'Chapter 10', 'b'),
        collection('d', 'chapter 9', 'b'),
      ]),
    ).toEqual(['Archives', '  Paper', 'Law', '  chapter 9', '  Chapter 10'])
  })

  it('shows at the top what names a parent that is gone, and loses nothing to a circle', () => {
    const shown = lines([collection('a', 'One', 'b'), collection('b', 'Two', 'a'), collection('c', 'Three', 'gone')])
    expect(shown.map(line => line.trim()).toSorted()).toEqual(['One', 'Three', 'Two'])
  })
})
