import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBuilt } from './setup/build.mjs'
import { ensureChromium } from './setup/chromium.mjs'
import { closingLine, countPlaywright, countStage, countVitest } from './setup/count-tests.mjs'
import { ensureInstalled } from './setup/install.mjs'
import { environment, pinnedNode, root, say, toolFile } from './setup/project.mjs'

/** A stage that takes longer than this hangs. */
const STAGE_LIMIT_MS = 10 * 60_000
const RUNTIMES = ['shared', 'main', 'preload', 'renderer', 'e2e']

const reports = mkdtempSync(join(tmpdir(), 'commonplace-test-'))

/** Runs a tool on the project's Node. Returns whether it ended well. */
function run(args, env = {}) {
  const result = spawnSync(pinnedNode, args, {
    cwd: root,
    env: environment(env),
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: STAGE_LIMIT_MS,
  })
  if (result.signal) say(`Ended by ${result.signal} (a stage has ${STAGE_LIMIT_MS / 60_000} minutes).`)
  return result.status === 0
}

/** A check that knows no single tests is one test. */
function check(endedWell) {
  return countStage({ endedWell, counts: { passed: endedWell ? 1 : 0 } })
}

function counted(endedWell, file, count) {
  try {
    return countStage({ endedWell, counts: count(JSON.parse(readFileSync(file, 'utf8'))) })
  } catch {
    return countStage({ endedWell: false, counts: undefined })
  }
}

function vitest(project) {
  const file = join(reports, `${project}.json`)
  const args = ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  return counted(run([toolFile('vitest'), ...args]), file, countVitest)
}

function playwright() {
  const file = join(reports, 'e2e.json')
  const args = ['test', '--config', 'e2e/playwright.config.ts']
  return counted(
    run([toolFile('@playwright/test', 'playwright'), ...args], { PLAYWRIGHT_JSON_OUTPUT_FILE: file }),
    file,
    countPlaywright,
  )
}

const STAGES = {
  types: () =>
    check(RUNTIMES.map(name => run([toolFile('typescript', 'tsc'), '-p', `tsconfig.${name}.json`])).every(Boolean)),
  lint: () => check(run([toolFile('@biomejs/biome', 'biome'), 'check', '--error-on-warnings', '.'])),
  imports: () => check(run(['scripts/import-law.mjs', 'src', '--config', '.dependency-cruiser.cjs'])),
  build: () => check(run(['scripts/build.mjs'])),
  unit: () => vitest('unit'),
  browser: () => vitest('browser'),
  e2e: () => playwright(),
}

const asked = process.argv.slice(2)
const unknown = asked.filter(name => !(name in STAGES))
if (unknown.length > 0) {
  say(`There is no stage called ${unknown.join(', ')}. Stages: ${Object.keys(STAGES).join(', ')}.`)
  process.exit(2)
}
ensureInstalled()
const names = asked.length > 0 ? asked : Object.keys(STAGES)
if (names.some(name => name === 'browser' || name === 'e2e') && !ensureChromium()) {
  say('No Chromium could be installed, so browser and end-to-end tests will fail. COMMONPLACE_CHROMIUM can name one.')
}
if (names.includes('e2e') && !names.includes('build')) ensureBuilt()

const results = names.map(name => {
  console.log(`\n── ${name} ──`)
  const startedAt = Date.now()
  const counts = STAGES[name]()
  console.log(`${name}: ${closingLine([counts])} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`)
  return counts
})
rmSync(reports, { recursive: true, force: true })
console.log(`\n${closingLine(results)}`)
process.exitCode = results.some(({ failed }) => failed > 0) ? 1 : 0
