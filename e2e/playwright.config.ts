import { defineConfig } from '@playwright/test'
import { findElectron } from '../scripts/find-electron.mjs'
import type { HostOption } from './launch.ts'

/** The same journeys in the browser host, and in Electron wherever its program is there. */
export default defineConfig<HostOption>({
  testDir: '.',
  outputDir: '../test-results',
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [['list'], ['json']] : [['list']],
  projects: [
    { name: 'browser', use: { host: 'browser' } },
    ...(findElectron() ? [{ name: 'electron', use: { host: 'electron' as const } }] : []),
  ],
})
