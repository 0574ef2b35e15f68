import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuilt } from './setup/build.mjs'
import { ensureInstalled } from './setup/install.mjs'
import { becomeNode, root, say } from './setup/project.mjs'

const folder = join(root, 'bench')
const fileOf = name => join(folder, name, 'run.ts')
const names = readdirSync(folder).filter(name => existsSync(fileOf(name)))
const [name, ...args] = process.argv.slice(2)

if (!names.includes(name)) {
  say(`Say which benchmark to run: npm run bench -- ${names.join(' | ')}`)
  process.exit(2)
}
ensureInstalled()
ensureBuilt()
becomeNode([fileOf(name), ...args], { cwd: root })
