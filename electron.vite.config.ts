import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const main = resolve(import.meta.dirname, 'src/main')
const workers = readdirSync(resolve(main, 'workers')).filter(name => name.endsWith('-worker.ts'))

/** Every file that is started by its own name: the hosts, and the code of threads and child processes. */
const entries = Object.fromEntries([
  ...['index', 'browser', 'cli'].map(name => [name, resolve(main, `${name}.ts`)]),
  ...workers.map(file => [file.replace(/\.ts$/, ''), resolve(main, 'workers', file)]),
])

export default defineConfig({
  main: {
    build: { rolldownOptions: { input: entries } },
  },
  preload: {
    build: {
      rolldownOptions: {
        input: { index: resolve(import.meta.dirname, 'src/preload/index.ts') },
        // A sandboxed preload script must be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    plugins: [react()],
    build: { minify: true },
  },
})
