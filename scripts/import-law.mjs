import { registerHooks } from 'node:module'

// dependency-cruiser reads TypeScript through its JavaScript API, which TypeScript 7 does not have; version 6 does.
registerHooks({
  resolve(specifier, context, next) {
    const asked = specifier === 'typescript' || specifier.startsWith('typescript/')
    if (!asked || !context.parentURL?.includes('/dependency-cruiser/')) return next(specifier, context)
    return next(specifier.replace('typescript', '@typescript/typescript6'), context)
  },
})

await import('../node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
