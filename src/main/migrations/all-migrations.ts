import type { Database } from 'better-sqlite3'
import { migrateTo1 } from './0001-first-tables.ts'
import { migrateTo2 } from './0002-clip-jobs.ts'

/** Migration n takes a database from version n to n + 1. Never edited after a release. */
export const MIGRATIONS: readonly ((db: Database) => void)[] = [migrateTo1, migrateTo2]
export const SCHEMA_VERSION = MIGRATIONS.length
