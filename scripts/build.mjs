import { ensureBuilt } from './setup/build.mjs'
import { ensureInstalled } from './setup/install.mjs'

ensureInstalled()
ensureBuilt()
