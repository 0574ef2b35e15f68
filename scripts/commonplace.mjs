import { join } from 'node:path'
import { ensureBuilt } from './setup/build.mjs'
import { ensureInstalled } from './setup/install.mjs'
import { becomeNode, root, typedIn } from './setup/project.mjs'

ensureInstalled()
ensureBuilt()
becomeNode([join(root, 'out', 'main', 'cli.js'), ...process.argv.slice(2)], { cwd: typedIn })
