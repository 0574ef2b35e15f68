import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'msedge',
  'microsoft-edge',
]
const FIXED = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/**
 * Path of an installed Chromium-family browser, or undefined (Playwright's own is then used where it is installed).
 * COMMONPLACE_CHROMIUM names one explicitly.
 */
export function findChromium() {
  if (process.env.COMMONPLACE_CHROMIUM) return process.env.COMMONPLACE_CHROMIUM
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap(dir => NAMES.map(name => join(dir, name + suffix)))
  return [...onPath, ...FIXED].find(file => existsSync(file))
}
