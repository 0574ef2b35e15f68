import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'

const root = dirname(import.meta.dirname)

const KEEPING = [
  ['src/main/notes/fine.ts', '../library/target.ts'],
  ['src/main/notes/fine-too.ts', '../../shared/target.ts'],
  ['src/main/hosts/electron-fine.ts', 'electron'],
  ['src/main/hosts/fine.ts', 'node:http'],
  ['src/main/clipping/fetch/fine.ts', 'node:dns'],
  ['src/main/storage/fine.ts', 'type ../backend.ts'],
  ['src/main/library/fine.test.ts', 'vitest'],
  ['src/renderer/notes/fine.tsx', '../library/target.ts'],
] as const

const BREAKING = [
  [
    'a domain that knows a later one',
    'src/main/library/a.ts',
    '../notes/target.ts',
    'main-library-knows-only-domains-before-it',
  ],
  [
    'a type of a later domain',
    'src/main/library/b.ts',
    'type ../notes/target.ts',
    'main-library-knows-only-domains-before-it',
  ],
  [
    'a view that knows a later domain',
    'src/renderer/library/c.tsx',
    '../notes/target.ts',
    'renderer-library-knows-only-domains-before-it',
  ],
  [
    'a domain that knows the backend',
    'src/main/notes/d.ts',
    '../backend.ts',
    'domains-do-not-know-who-puts-them-together',
  ],
  ['electron in a domain', 'src/main/library/e.ts', 'electron', 'electron-only-in-its-host'],
  ['electron in another host', 'src/main/hosts/f.ts', 'electron', 'electron-only-in-its-host'],
  ['shared code that knows main', 'src/shared/g.ts', '../main/library/target.ts', 'shared-knows-nobody'],
  ['shared code that knows Node', 'src/shared/h.ts', 'node:fs', 'shared-runs-everywhere'],
  [
    'a view that knows main',
    'src/renderer/library/i.tsx',
    '../../main/library/target.ts',
    'renderer-does-not-know-main',
  ],
  ['a view that knows Node', 'src/renderer/library/j.tsx', 'node:fs', 'renderer-runs-without-node'],
  [
    'main that knows a view',
    'src/main/library/k.ts',
    '../../renderer/library/target.ts',
    'main-does-not-know-renderer',
  ],
  ['a preload script that knows main', 'src/preload/l.ts', '../main/library/target.ts', 'preload-knows-only-shared'],
  ['the network in a domain', 'src/main/library/m.ts', 'node:https', 'network-only-where-it-belongs'],
  ['sockets in a domain', 'src/main/reports/n.ts', 'node:net', 'network-only-where-it-belongs'],
  ['the network as a package', 'src/main/clipping/o.ts', '@hono/node-server', 'network-only-where-it-belongs'],
  ['an import of what is not there', 'src/main/library/p.ts', './nowhere.ts', 'nothing-unresolvable'],
  ['a package for development only', 'src/main/library/q.ts', 'vitest', 'packages-are-declared'],
  ['a cycle', 'src/main/library/r.ts', './s.ts', 'no-cycles'],
] as const

let project: string
/** The rules that each file breaks. */
const broken = new Map<string, Set<string>>()

function plant(name: string, text: string) {
  mkdirSync(dirname(join(project, name)), { recursive: true })
  writeFileSync(join(project, name), text)
}

function plantImport(file: string, target: string) {
  const isType = target.startsWith('type ')
  const from = target.replace('type ', '')
  plant(file, isType ? `export type { a } from '${from}'\n` : `import { a } from '${from}'\nexport const b = () => a\n`)
}

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'import-law-'))
  for (const name of ['.dependency-cruiser.cjs', 'package.json']) copyFileSync(join(root, name), join(project, name))
  symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'), 'junction')
  const targets = ['main/library', 'main/notes', 'renderer/library', 'renderer/notes', 'shared']
  for (const name of targets) plant(`src/${name}/target.ts`, 'export const a = 1\n')
  plant('src/main/backend.ts', 'export const a = 1\n')
  for (const [file, target] of KEEPING) plantImport(file, target)
  plantImport('src/main/library/s.ts', './r.ts')
  for (const [, file, target] of BREAKING) plantImport(file, target)

  const args = ['src', '--config', '.dependency-cruiser.cjs', '--output-type', 'json']
  const command = [join(root, 'scripts/import-law.mjs'), ...args]
  const { stdout, stderr } = spawnSync(process.execPath, command, { cwd: project, encoding: 'utf8' })
  if (!stdout) throw new Error(stderr)
  const { summary } = JSON.parse(stdout) as { summary: { violations: { from: string; rule: { name: string } }[] } }
  for (const { from, rule } of summary.violations) {
    broken.set(from, (broken.get(from) ?? new Set()).add(rule.name))
  }
}, 60_000)
afterAll(() => rmSync(project, { recursive: true }))

it.each(KEEPING)('has nothing against %s, which imports %s', file => {
  expect([...(broken.get(file) ?? [])]).toEqual([])
})

it.each(BREAKING)('reports %s', (_, file, __, rule) => {
  expect([...(broken.get(file) ?? [])]).toContain(rule)
})
