import { v7 } from 'uuid'

/** A new id that sorts by the time it was made (UUID version 7), so that rows made together lie together. */
export function newId<T extends string>(): T {
  return v7() as T
}
