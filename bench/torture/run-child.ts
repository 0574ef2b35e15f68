import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Changes, Line, Model } from './model.ts'

const CHILD = join(import.meta.dirname, 'child.ts')

export interface ChildOptions {
  library: string
  /** What the child may work on. Acknowledged changes are put in. */
  model: Model
  seed: number
  /** How many steps before it ends by itself; without it, it goes on until it is killed. */
  steps?: number
  /** Modules loaded before everything else. */
  imports?: string[]
}

export interface ChildOutcome {
  ready: boolean
  acknowledged: number
  byOp: Record<string, number>
  refused: { op: string; code: string; message: string }[]
  /** What was asked for and not answered. */
  pending: Changes[]
  pendingOps: string[]
  exit: { code: number | null; signal: NodeJS.Signals | null }
  stderr: string
}

/** Starts a child at work. `onReady` is told when its library is open. */
export function startChild(
  options: ChildOptions,
  onReady?: () => void,
): { child: ChildProcess; ended: Promise<ChildOutcome> } {
  const folder = mkdtempSync(join(tmpdir(), 'commonplace-torture-model-'))
  const modelFile = join(folder, 'model.json')
  writeFileSync(modelFile, JSON.stringify([...options.model]))
  const args = [
    ...(options.imports ?? []).flatMap(file => ['--import', file]),
    CHILD,
    ...['--library', options.library, '--model', modelFile, '--seed', String(options.seed)],
    ...(options.steps === undefined ? [] : ['--steps', String(options.steps)]),
  ]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const outcome: ChildOutcome = {
    ready: false,
    acknowledged: 0,
    byOp: {},
    refused: [],
    pending: [],
    pendingOps: [],
    exit: { code: null, signal: null },
    stderr: '',
  }
  const open = new Map<number, { op: string; changes: Changes }>()
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream })
  lines.on('line', text => {
    const line = parse(text)
    if (!line) return
    if (line.kind === 'ready') {
      outcome.ready = true
      onReady?.()
    } else if (line.kind === 'begin') open.set(line.n, line)
    else {
      open.delete(line.n)
      if (line.kind === 'refused') outcome.refused.push(line)
      else {
        outcome.acknowledged += 1
        outcome.byOp[line.op] = (outcome.byOp[line.op] ?? 0) + 1
        for (const [key, value] of Object.entries(line.changes)) options.model.set(key, value)
      }
    }
  })
  child.stderr?.on('data', chunk => {
    outcome.stderr += chunk
  })
  const ended = new Promise<ChildOutcome>(resolve => {
    let closed = 0
    const both = () => {
      if (++closed < 2) return
      outcome.pending = [...open.values()].map(each => each.changes)
      outcome.pendingOps = [...open.values()].map(each => each.op)
      rmSync(folder, { recursive: true, force: true })
      resolve(outcome)
    }
    lines.on('close', both)
    child.on('close', (code, signal) => {
      outcome.exit = { code, signal }
      both()
    })
  })
  return { child, ended }
}

/** The last line of a killed child may be cut off: then its answer was never given. */
function parse(text: string): Line | undefined {
  try {
    return JSON.parse(text) as Line
  } catch {
    return undefined
  }
}
