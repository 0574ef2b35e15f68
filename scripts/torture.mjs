import { join } from 'node:path'
import { ensureInstalled } from './setup/install.mjs'
import { becomeNode, root } from './setup/project.mjs'

ensureInstalled()
becomeNode([join(root, 'bench', 'torture', 'run.ts'), ...process.argv.slice(2)], { cwd: root })
