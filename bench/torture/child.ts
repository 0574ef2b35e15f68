import { readFileSync, writeSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { openBackend } from '../../src/main/backend.ts'
import { programPaths } from '../../src/main/hosts/program-paths.ts'
import { toFailure } from '../../src/shared/rpc/result.ts'
import { type Line, type Model, randomFrom } from './model.ts'
import { Work } from './work.ts'

const LANES = 3
/** A refusal (a full disk) is no reason to ask a thousand times a second. */
const AFTER_REFUSAL_MS = 20
const STDOUT = 1

/** Written at once and whole: what the parent has read was acknowledged, whatever happens to this process then. */
function print(line: Line): void {
  writeSync(STDOUT, `${JSON.stringify(line)}\n`)
}

const { values } = parseArgs({
  options: {
    library: { type: 'string' },
    model: { type: 'string' },
    seed: { type: 'string' },
    steps: { type: 'string' },
  },
})
const random = randomFrom(Number(values.seed))
const model: Model = new Map(JSON.parse(readFileSync(values.model as string, 'utf8')) as [string, string][])
const locked = new Set<string>()
let left = Number(values.steps ?? Number.POSITIVE_INFINITY)
let counter = 0

const backend = await openBackend({ ...programPaths(), libraryFolder: values.library as string })
const work = new Work({ backend, random, model, locked })
print({ kind: 'ready' })

async function lane(): Promise<void> {
  while (left-- > 0) {
    const step = work.draw()
    if (!step || step.locks.some(key => locked.has(key))) {
      await new Promise(resolve => setTimeout(resolve, 1))
      continue
    }
    const n = counter++
    for (const key of step.locks) locked.add(key)
    print({ kind: 'begin', n, op: step.op, changes: step.expected })
    try {
      const changes = await step.ask()
      print({ kind: 'done', n, op: step.op, changes })
      for (const [key, value] of Object.entries(changes)) model.set(key, value)
    } catch (error) {
      print({ kind: 'refused', n, op: step.op, ...toFailure(error) })
      await new Promise(resolve => setTimeout(resolve, AFTER_REFUSAL_MS))
    }
    for (const key of step.locks) locked.delete(key)
  }
}

await Promise.all(Array.from({ length: LANES }, lane))
await backend.close()
