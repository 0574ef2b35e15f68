import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openBackend } from '../../src/main/backend.ts'
import { programPaths } from '../../src/main/hosts/program-paths.ts'
import { unwrap } from '../../src/shared/rpc/result.ts'
import { type Model, randomFrom } from './model.ts'
import { startChild } from './run-child.ts'
import { verify } from './verify.ts'

const LONGEST_RESTORING_MS = 4_000

export interface FaultFigures {
  fault: string
  /** Why it could not be tried here. */
  skipped?: string
  acknowledged: number
  /** Whatever should not have been. */
  failures: string[]
  /** What happened, for the report. */
  seen: string
}

const skipped = (fault: string, why: string): FaultFigures => ({
  fault,
  skipped: why,
  acknowledged: 0,
  failures: [],
  seen: '',
})

function mount(folder: string, sizeMb: number): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  mkdirSync(folder, { recursive: true })
  return spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeMb}m`, 'tmpfs', folder]).status === 0
}

const remount = (folder: string, options: string) =>
  spawnSync('mount', ['-o', `remount,${options}`, folder]).status === 0

async function onSmallDisk(sizeMb: number, fault: string, work: (folder: string) => Promise<FaultFigures>) {
  const folder = mkdtempSync(join(tmpdir(), 'commonplace-torture-disk-'))
  if (!mount(folder, sizeMb)) {
    rmSync(folder, { recursive: true, force: true })
    return skipped(fault, 'a disk of its own takes root on Linux')
  }
  try {
    return await work(folder)
  } finally {
    spawnSync('umount', [folder])
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Works until the disk is full and on, then on with more room. */
export function diskFull(seed: number): Promise<FaultFigures> {
  return onSmallDisk(3, 'disk full', async folder => {
    const library = join(folder, 'library')
    const model: Model = new Map()
    const full = await startChild({ library, model, seed, steps: 1_500 }).ended
    const codes = [...new Set(full.refused.map(({ code }) => code))]
    const failures = full.refused
      .filter(({ code }) => code !== 'disk-full')
      .map(({ op, message }) => `${op} was refused for another reason: ${message}`)
    const refusedOps = [...new Set(full.refused.map(({ op }) => op))]
    // A backup is refused before it fills the disk; the rest only when it is full.
    if (refusedOps.every(op => op === 'backup')) failures.push('The disk never filled: the round proves nothing.')
    remount(folder, 'size=64m')
    const first = await verify(library, model, full.pending)
    const later = await startChild({ library, model, seed: seed + 1, steps: 60 }).ended
    const second = await verify(library, model, later.pending)
    failures.push(...later.refused.map(({ op, message }) => `With room again, ${op} was refused: ${message}`))
    for (const verdict of [first, second]) failures.push(...verdict.problems, ...verdict.lost)
    return {
      fault: 'disk full',
      acknowledged: full.acknowledged + later.acknowledged,
      failures,
      seen: `${full.refused.length} changes refused with ${codes.join(', ')} (${refusedOps.join(', ')}), ${later.acknowledged} made with room again`,
    }
  })
}

/** Opens a library in a folder that may not be written. */
export async function readOnlyFolder(seed: number): Promise<FaultFigures> {
  const tryIt = async (folder: string, lock: () => void, unlock: () => void): Promise<FaultFigures> => {
    const library = join(folder, 'library')
    const model: Model = new Map()
    const { acknowledged } = await startChild({ library, model, seed, steps: 60 }).ended
    lock()
    const refusal = await openBackend({ ...programPaths(), libraryFolder: library }).then(
      async opened => {
        await opened.close()
        return undefined
      },
      (error: { code?: string }) => error,
    )
    unlock()
    const verdict = await verify(library, model)
    const failures = [...verdict.problems, ...verdict.lost]
    if (refusal?.code !== 'library-read-only')
      failures.push(`The answer was ${refusal?.code ?? 'an open library'}, not library-read-only.`)
    return { fault: 'read-only folder', acknowledged, failures, seen: `refused with ${refusal?.code}` }
  }
  if (process.getuid?.() === 0)
    return onSmallDisk(64, 'read-only folder', folder =>
      tryIt(
        folder,
        () => remount(folder, 'ro'),
        () => remount(folder, 'rw'),
      ),
    )
  const folder = mkdtempSync(join(tmpdir(), 'commonplace-torture-'))
  const library = join(folder, 'library')
  try {
    return await tryIt(
      folder,
      () => chmodSync(library, 0o500),
      () => chmodSync(library, 0o700),
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Two programs at work on one library, one of them killed. */
export async function twoProcesses(seed: number): Promise<FaultFigures> {
  return inFolder(async library => {
    const random = randomFrom(seed)
    const models: [Model, Model] = [new Map(), new Map()]
    await verify(library, new Map())
    const stays = startChild({ library, model: models[0], seed, steps: 150 })
    const dies = startChild({ library, model: models[1], seed: seed + 1 }, () =>
      setTimeout(() => dies.child.kill('SIGKILL'), 1_000 + random() * 2_000),
    )
    const [first, second] = await Promise.all([stays.ended, dies.ended])
    // Backups of the two are one list: only the later one's newest can be asked for.
    const wholeModel: Model = new Map([...models[0], ...models[1]])
    const verdict = await verify(library, wholeModel, [...first.pending, ...second.pending])
    const refused = [...first.refused, ...second.refused]
    const failures = [...verdict.problems, ...verdict.lost]
    failures.push(...refused.filter(({ code }) => code !== 'conflict').map(({ op, message }) => `${op}: ${message}`))
    if (first.exit.code !== 0) failures.push(`The one that stayed ended with ${first.exit.code}: ${first.stderr}`)
    return {
      fault: 'two processes',
      acknowledged: first.acknowledged + second.acknowledged,
      failures,
      seen: `${first.acknowledged} and ${second.acknowledged} changes side by side, one process killed`,
    }
  })
}

/** Work, then work by a program whose clock stands 400 days behind, then work again. */
export async function clockSetBack(seed: number): Promise<FaultFigures> {
  return inFolder(async library => {
    const model: Model = new Map()
    const failures: string[] = []
    let acknowledged = 0
    const clockBack = join(import.meta.dirname, 'clock-back.mjs')
    for (const imports of [[], [clockBack], []]) {
      const outcome = await startChild({ library, model, seed: seed + acknowledged, steps: 80, imports }).ended
      acknowledged += outcome.acknowledged
      failures.push(...outcome.refused.map(({ op, message }) => `${op}: ${message}`))
      // Which backup is the newest is not to be told from a clock that lies; that one is kept is.
      model.delete('newest-backup')
      const verdict = await verify(library, model, outcome.pending)
      failures.push(...verdict.problems, ...verdict.lost)
    }
    return { fault: 'clock set back', acknowledged, failures, seen: '400 days back between two runs' }
  })
}

/** Kills a program while it puts backups in the place of the library. */
export async function killedRestores(seed: number, rounds: number): Promise<FaultFigures> {
  return inFolder(async library => {
    const random = randomFrom(seed)
    const { ids, titles } = await twoBackups(library)
    const failures: string[] = []
    let restored = 0
    for (let round = 1; round <= rounds; round++) {
      const outcome = await restoreUntilKilled(library, ids, random() * LONGEST_RESTORING_MS)
      restored += outcome.restored
      const verdict = await verify(library, new Map())
      failures.push(...verdict.problems)
      const found = await noteTitles(library)
      const allowed = titles.map(each => each.join())
      if (!allowed.includes(found.join()))
        failures.push(`Round ${round}: the library holds “${found.join()}”, which is neither backup.`)
      if (outcome.error) failures.push(`Round ${round}: ${outcome.error}`)
    }
    const kept = existsSync(join(library, 'set-aside'))
    return {
      fault: 'killed while restoring',
      acknowledged: restored,
      failures,
      seen: `${rounds} kills, ${restored} restores; replaced libraries ${kept ? 'are' : 'were never'} set aside`,
    }
  })
}

async function twoBackups(libraryFolder: string): Promise<{ ids: string[]; titles: string[][] }> {
  const library = await openBackend({ ...programPaths(), libraryFolder, background: false })
  const ids: string[] = []
  const titles: string[][] = []
  for (const title of ['first', 'second']) {
    unwrap(await library.call('notes.create', { title }))
    unwrap(await library.call('clipping.clipPasted', { title, text: `${title} `.repeat(300) }))
    ids.push((await library.backups.run('manual')).backup.id)
    titles.push([...(titles.at(-1) ?? []), title])
  }
  await library.close()
  return { ids, titles }
}

async function noteTitles(libraryFolder: string): Promise<string[]> {
  const library = await openBackend({ ...programPaths(), libraryFolder, background: false })
  const { items } = unwrap(await library.call('notes.list', {})) as { items: { title: string }[] }
  await library.close()
  return items.map(({ title }) => title).sort()
}

async function restoreUntilKilled(library: string, ids: string[], life: number) {
  const args = [join(import.meta.dirname, 'restore-child.ts'), '--library', library, '--backups', ids.join(',')]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let restored = 0
  let error = ''
  child.stdout.on('data', chunk => {
    const text = String(chunk)
    if (text.includes('ready')) setTimeout(() => child.kill('SIGKILL'), life)
    restored += text.split('restored').length - 1
  })
  child.stderr.on('data', chunk => {
    error += chunk
  })
  await new Promise(resolve => child.on('close', resolve))
  return { restored, error }
}

async function inFolder(work: (library: string) => Promise<FaultFigures>): Promise<FaultFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'commonplace-torture-'))
  try {
    return await work(join(folder, 'library'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
