import { type Model, randomFrom } from './model.ts'
import { startChild } from './run-child.ts'
import { type Verdict, verify } from './verify.ts'

const LONGEST_LIFE_MS = 2_500
/** One round in so many is killed while it opens the library. */
const KILLED_EARLY = 8
const EARLY_WITHIN_MS = 900

export interface KillFigures {
  rounds: number
  acknowledged: number
  byOp: Record<string, number>
  killedWhileOpening: number
  /** What was under way when the kill came. */
  cutShort: Record<string, number>
  lost: string[]
  problems: string[]
  leftBehind: number
  openedInMs: number[]
}

const addTo = (sums: Record<string, number>, name: string, count = 1) => {
  sums[name] = (sums[name] ?? 0) + count
}

/** Kills a child at work with SIGKILL, at a random moment, again and again on one library, and looks after each kill. */
export async function killRounds(
  { library, rounds, seed }: { library: string; rounds: number; seed: number },
  onRound: (round: number, verdict: Verdict) => void = () => undefined,
): Promise<KillFigures> {
  const random = randomFrom(seed)
  const model: Model = new Map()
  const figures: KillFigures = {
    rounds: 0,
    acknowledged: 0,
    byOp: {},
    killedWhileOpening: 0,
    cutShort: {},
    lost: [],
    problems: [],
    leftBehind: 0,
    openedInMs: [],
  }
  for (let round = 1; round <= rounds; round++) {
    const early = round % KILLED_EARLY === 0
    const life = random() * (early ? EARLY_WITHIN_MS : LONGEST_LIFE_MS)
    const started = startChild({ library, model, seed: seed * 1_000 + round }, () => {
      if (!early) setTimeout(() => started.child.kill('SIGKILL'), life)
    })
    if (early) setTimeout(() => started.child.kill('SIGKILL'), life)
    const outcome = await started.ended
    if (outcome.exit.signal !== 'SIGKILL') figures.problems.push(`Round ${round} ended by itself: ${outcome.stderr}`)
    for (const { op, message } of outcome.refused) figures.problems.push(`Round ${round}, ${op}: ${message}`)
    const verdict = await verify(library, model, outcome.pending)
    figures.rounds += 1
    figures.acknowledged += outcome.acknowledged
    if (!outcome.ready) figures.killedWhileOpening += 1
    for (const [op, count] of Object.entries(outcome.byOp)) addTo(figures.byOp, op, count)
    for (const op of outcome.pendingOps) addTo(figures.cutShort, op)
    figures.lost.push(...verdict.lost.map(line => `Round ${round}: ${line}`))
    figures.problems.push(...verdict.problems.map(line => `Round ${round}: ${line}`))
    figures.leftBehind = verdict.leftBehind
    figures.openedInMs.push(verdict.openedInMs)
    onRound(round, verdict)
  }
  return figures
}
