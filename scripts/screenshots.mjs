import { join } from 'node:path'
import { ensureBuilt } from './setup/build.mjs'
import { ensureChromium } from './setup/chromium.mjs'
import { ensureInstalled } from './setup/install.mjs'
import { becomeNode, giveUp, root } from './setup/project.mjs'

ensureInstalled()
ensureBuilt()
if (!ensureChromium()) giveUp('Screenshots need a Chromium. COMMONPLACE_CHROMIUM can name one.')
becomeNode([join(root, 'e2e', 'screenshots.ts')], { cwd: root })
