import type { Database } from 'better-sqlite3'
import type { libraryContract } from '../../shared/contract/library.ts'
import type { Handlers } from '../../shared/rpc/contract.ts'
import { collect, createCollection, listCollections, removeCollection, updateCollection } from './collection-store.ts'
import { countItems } from './count-items.ts'
import { findByUrl } from './find-by-url.ts'
import { getSource, listSources, setProgress, setStarred, setState, updateSource } from './source-store.ts'
import { listTags, removeTag, tagItems, updateTag } from './tag-store.ts'
import { deleteForGood, listTrash, restoreItems, trashItems } from './trash-store.ts'

export function libraryHandlers(db: Database): Handlers<typeof libraryContract> {
  return {
    'library.counts': () => countItems(db),
    'library.listSources': input => listSources(db, input),
    'library.getSource': ({ id }) => getSource(db, id),
    'library.findByUrl': ({ url }) => ({ sourceId: findByUrl(db, url) }),
    'library.updateSource': ({ id, record }) => updateSource(db, id, record),
    'library.setState': ({ ids, state }) => setState(db, ids, state),
    'library.setStarred': ({ ids, starred }) => ({ changed: setStarred(db, ids, starred) }),
    'library.setProgress': ({ id, progress }) => setProgress(db, id, progress),
    'library.listTags': () => listTags(db),
    'library.tagItems': ({ items, add, remove }) => ({ changed: tagItems(db, items, add, remove) }),
    'library.updateTag': ({ id, ...patch }) => updateTag(db, id, patch),
    'library.removeTag': ({ id }) => ({ changed: removeTag(db, id) }),
    'library.listCollections': () => listCollections(db),
    'library.createCollection': ({ name, parentId }) => createCollection(db, name, parentId),
    'library.updateCollection': ({ id, ...patch }) => updateCollection(db, id, patch),
    'library.removeCollection': ({ id }) => ({ changed: removeCollection(db, id) }),
    'library.collect': ({ id, add, remove }) => ({ changed: collect(db, id, add, remove) }),
    'library.trash': ({ items }) => ({ changed: trashItems(db, items) }),
    'library.restore': ({ items }) => ({ changed: restoreItems(db, items) }),
    'library.listTrash': () => listTrash(db),
    'library.deleteForGood': ({ items }) => ({ changed: deleteForGood(db, items) }),
  }
}
