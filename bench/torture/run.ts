import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { clockSetBack, diskFull, type FaultFigures, killedRestores, readOnlyFolder, twoProcesses } from './faults.ts'
import { type KillFigures, killRounds } from './kill-rounds.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
})
const rounds = Number(values.rounds)
const seed = Number(values.seed)

function quantile(sorted: number[], share: number): string {
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(0)
}

const counts = (sums: Record<string, number>) =>
  Object.entries(sums)
    .toSorted(([, a], [, b]) => b - a)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ')

function printKills(figures: KillFigures): void {
  const times = figures.openedInMs.toSorted((a, b) => a - b)
  console.log(`killed (SIGKILL): ${figures.rounds} rounds, ${figures.killedWhileOpening} of them while opening`)
  console.log(`  acknowledged: ${figures.acknowledged} (${counts(figures.byOp)})`)
  console.log(`  under way when killed: ${counts(figures.cutShort)}`)
  console.log(`  lost: ${figures.lost.length}; problems: ${figures.problems.length}`)
  console.log(`  stored files without a row: ${figures.leftBehind}`)
  console.log(`  opened again in ${quantile(times, 0.5)} ms (median), ${quantile(times, 1)} ms at the most`)
  for (const line of [...figures.lost, ...figures.problems]) console.error(`  ${line}`)
}

function printFault({ fault, skipped, acknowledged, failures, seen }: FaultFigures): void {
  if (skipped) console.log(`${fault}: not tried (${skipped})`)
  else console.log(`${fault}: ${seen}; ${acknowledged} acknowledged, ${failures.length} failures`)
  for (const line of failures) console.error(`  ${line}`)
}

const FAULTS: Record<string, () => Promise<FaultFigures>> = {
  restore: () => killedRestores(seed, Math.max(2, Math.round(rounds / 4))),
  disk: () => diskFull(seed),
  'read-only': () => readOnlyFolder(seed),
  two: () => twoProcesses(seed),
  clock: () => clockSetBack(seed),
}

let failed = false
if (!values.only || values.only === 'kill') {
  const folder = mkdtempSync(join(tmpdir(), 'commonplace-torture-'))
  const figures = await killRounds({ library: join(folder, 'library'), rounds, seed })
  printKills(figures)
  if (figures.lost.length + figures.problems.length === 0) rmSync(folder, { recursive: true, force: true })
  else {
    failed = true
    console.error(`  The library is kept in ${folder}`)
  }
}
for (const [name, run] of Object.entries(FAULTS)) {
  if (values.only && values.only !== name) continue
  const figures = await run()
  printFault(figures)
  failed ||= figures.failures.length > 0
}
process.exit(failed ? 1 : 0)
