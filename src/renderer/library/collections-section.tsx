import { Menu } from '@mantine/core'
import { Folder, FolderPlus, Pencil, Plus, Trash2 } from 'lucide-react'
import { type DragEvent, useState } from 'react'
import type { CollectionId } from '../../shared/contract/ids.ts'
import type { Collection } from '../../shared/contract/library.ts'
import { perform } from '../app/perform.ts'
import { useWorkspace } from '../app/workspace-store.ts'
import { useCall } from '../rpc/queries.ts'
import { askFirst } from '../ui/ask-first.tsx'
import { countOf, quoted } from '../ui/counts.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { showToast } from '../ui/toasts.tsx'
import { type CollectionNode, collectionTree } from './collection-tree.ts'
import classes from './library-rail.module.css'
import { RailItem } from './rail-item.tsx'
import { RailName } from './rail-name.tsx'
import { collectSources } from './source-actions.ts'

const DRAG_TYPE = 'application/x-commonplace-collection'

function toggled(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(ids)
  if (!next.delete(id)) next.add(id)
  return next
}

type Naming = { what: 'new'; parentId: CollectionId | null } | { what: 'rename'; id: CollectionId } | null

/** The collections of the rail: nested, named in place, moved by dragging, filled by dropping sources. */
export function CollectionsSection() {
  const collections = useCall('library.listCollections', {}).data ?? []
  const [naming, setNaming] = useState<Naming>(null)
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const tree = collectionTree(collections)
  const create = async (name: string, parentId: CollectionId | null) => {
    setNaming(null)
    const made = await perform('library.createCollection', { name, parentId })
    if (made) useWorkspace.getState().showList({ kind: 'collection', id: made.id })
  }
  const nodeProps = {
    naming,
    folded,
    setNaming,
    onCreate: create,
    onFold: (id: string) => setFolded(now => toggled(now, id)),
  }
  return (
    <>
      <h2
        className={classes.heading}
        onDragOver={event => event.dataTransfer.types.includes(DRAG_TYPE) && event.preventDefault()}
        onDrop={event => {
          const id = event.dataTransfer.getData(DRAG_TYPE) as CollectionId
          if (id) void perform('library.updateCollection', { id, parentId: null })
        }}
      >
        Collections
        <IconButton icon={Plus} label="New collection" onClick={() => setNaming({ what: 'new', parentId: null })} />
      </h2>
      <ul>
        {tree.map(node => (
          <CollectionLine key={node.collection.id} node={node} {...nodeProps} />
        ))}
        {naming?.what === 'new' && naming.parentId === null && (
          <RailName
            label="Name of the new collection"
            onDone={name => create(name, null)}
            onCancel={() => setNaming(null)}
          />
        )}
      </ul>
      {tree.length === 0 && naming === null && (
        <p className={classes.hint}>Gather sources for a question or a chapter.</p>
      )}
    </>
  )
}

interface LineProps {
  node: CollectionNode
  naming: Naming
  folded: ReadonlySet<string>
  setNaming: (naming: Naming) => void
  onCreate: (name: string, parentId: CollectionId | null) => void
  onFold: (id: string) => void
}

function CollectionLine(props: LineProps) {
  const { node, naming, folded, setNaming, onFold } = props
  const { collection, depth, children } = node
  const current = useWorkspace(state => state.list.kind === 'collection' && state.list.id === collection.id)
  if (naming?.what === 'rename' && naming.id === collection.id) {
    const rename = (name: string) => {
      setNaming(null)
      void perform('library.updateCollection', { id: collection.id, name })
    }
    return (
      <RailName
        label={`Name of the collection ${collection.name}`}
        initial={collection.name}
        depth={depth}
        onDone={rename}
        onCancel={() => setNaming(null)}
      />
    )
  }
  const makingChild = naming?.what === 'new' && naming.parentId === collection.id
  const open = children.length > 0 ? !folded.has(collection.id) : undefined
  return (
    <li>
      <Menu>
        <Menu.ContextMenu>
          <div>
            <RailItem
              icon={Folder}
              label={collection.name}
              count={collection.count}
              depth={depth}
              current={current}
              expanded={open}
              onToggle={() => onFold(collection.id)}
              onOpen={() => useWorkspace.getState().showList({ kind: 'collection', id: collection.id })}
              onKeyDown={event => event.key === 'F2' && setNaming({ what: 'rename', id: collection.id })}
              onDropSources={ids => void collectSources({ ids }, collection, true)}
              drag={dragOf(collection)}
            />
          </div>
        </Menu.ContextMenu>
        <CollectionMenu collection={collection} setNaming={setNaming} />
      </Menu>
      {(open || makingChild) && (
        <ul>
          {children.map(child => (
            <CollectionLine key={child.collection.id} {...props} node={child} />
          ))}
          {makingChild && (
            <RailName
              label={`Name of the new collection in ${collection.name}`}
              depth={depth + 1}
              onDone={name => props.onCreate(name, collection.id)}
              onCancel={() => setNaming(null)}
            />
          )}
        </ul>
      )}
    </li>
  )
}

function dragOf(collection: Collection) {
  return {
    accepts: (event: DragEvent) => event.dataTransfer.types.includes(DRAG_TYPE),
    onDragStart: (event: DragEvent) => event.dataTransfer.setData(DRAG_TYPE, collection.id),
    onDrop: (event: DragEvent) => {
      const id = event.dataTransfer.getData(DRAG_TYPE) as CollectionId
      if (id !== collection.id) void perform('library.updateCollection', { id, parentId: collection.id })
    },
  }
}

function CollectionMenu({ collection, setNaming }: { collection: Collection; setNaming: (naming: Naming) => void }) {
  const remove = async () => {
    const sure = await askFirst({
      title: `Remove the collection ${quoted(collection.name)}?`,
      text: `${countOf(collection.count, 'source')} in it stay in the library. The collection itself cannot be brought back.`,
      yes: 'Remove',
    })
    if (!sure || !(await perform('library.removeCollection', { id: collection.id }))) return
    const { list, showList } = useWorkspace.getState()
    if (list.kind === 'collection' && list.id === collection.id) showList({ kind: 'all' })
    showToast({ message: `Removed the collection ${quoted(collection.name)}` })
  }
  return (
    <Menu.Dropdown>
      <Menu.Item
        leftSection={<FolderPlus aria-hidden />}
        onClick={() => setNaming({ what: 'new', parentId: collection.id })}
      >
        New collection inside
      </Menu.Item>
      <Menu.Item
        leftSection={<Pencil aria-hidden />}
        rightSection={<span aria-hidden>F2</span>}
        onClick={() => setNaming({ what: 'rename', id: collection.id })}
      >
        Rename
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item leftSection={<Trash2 aria-hidden />} data-danger onClick={() => void remove()}>
        Remove…
      </Menu.Item>
    </Menu.Dropdown>
  )
}
