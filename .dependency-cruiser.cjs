/** The import law: what each part of the program may know. Checked by `npm test`; reasons in docs/ARCHITECTURE.md. */

const DOMAINS = ['settings', 'library', 'clipping', 'annotations', 'notes', 'search', 'reports', 'transfer', 'backup']

/** Tests, and what only tests use. */
const TESTS = '\\.test\\.tsx?$|/testing/'

/** The files that put the domains together, and may therefore know all of them. */
const COMPOSITION_ROOTS = '^src/main/(backend|store-handlers)\\.ts$'

const NETWORK_MODULES =
  '^(node:)?(http|https|http2|net|tls|dgram|dns|dns/promises)$|(^|/)(undici|@hono/node-server)(/|$)'

function domainOrder(process) {
  return DOMAINS.slice(0, -1).map((domain, at) => ({
    name: `${process}-${domain}-knows-only-domains-before-it`,
    severity: 'error',
    comment: `Domains are ordered ${DOMAINS.join(' → ')}; each imports only those before it.`,
    // A test may set its stage with the real parts of a later domain.
    from: { path: `^src/${process}/${domain}/`, pathNot: TESTS },
    to: { path: `^src/${process}/(${DOMAINS.slice(at + 1).join('|')})/` },
  }))
}

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Two files that need each other are one file, or are missing a third.',
      from: {},
      // A cycle that closes through types alone is gone once the types are stripped.
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'nothing-unresolvable',
      severity: 'error',
      comment: 'Every import names a file or a package that is there.',
      from: {},
      // These exist as types alone, which is the compiler's business.
      to: { couldNotResolve: true, pathNot: '^(mdast|hast|unist)$' },
    },
    {
      name: 'packages-are-declared',
      severity: 'error',
      comment: 'What the program needs while it runs stands under dependencies in package.json.',
      from: {
        path: '^src/',
        pathNot: `${TESTS}|^src/main/hosts/electron[^/]*\\.ts$|^src/(main|preload)/index\\.ts$`,
      },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    ...domainOrder('main'),
    ...domainOrder('renderer'),
    {
      name: 'domains-do-not-know-who-puts-them-together',
      severity: 'error',
      comment: 'backend.ts and store-handlers.ts import the domains, never the other way round.',
      from: { path: `^src/main/(${DOMAINS.join('|')}|http|rpc|storage|migrations|jobs)/`, pathNot: TESTS },
      // Their types are no code: the store's client is typed by the handlers that its thread runs.
      to: { path: COMPOSITION_ROOTS, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'electron-only-in-its-host',
      severity: 'error',
      comment: 'The backend is plain Node, so that the browser host and the command line run the same code.',
      from: {
        path: '^(src|scripts|e2e|bench)/',
        pathNot: '^src/main/hosts/electron[^/]*\\.ts$|^src/main/index\\.ts$|^src/preload/index\\.ts$',
      },
      to: { path: '(^|/)electron(/|$)', pathNot: '^src/' },
    },
    {
      name: 'shared-knows-nobody',
      severity: 'error',
      comment: 'src/shared runs everywhere, so it may use neither a process nor Node.',
      from: { path: '^src/shared/', pathNot: TESTS },
      to: { path: '^src/(main|renderer|preload)/' },
    },
    {
      name: 'shared-runs-everywhere',
      severity: 'error',
      comment: 'src/shared is used by the renderer too, where Node is not.',
      from: { path: '^src/shared/', pathNot: TESTS },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'renderer-does-not-know-main',
      severity: 'error',
      comment: 'Renderer and main meet only in src/shared.',
      from: { path: '^src/renderer/' },
      to: { path: '^src/(main|preload)/' },
    },
    {
      name: 'renderer-runs-without-node',
      severity: 'error',
      comment: 'The window has no Node in any host.',
      from: { path: '^src/renderer/', pathNot: TESTS },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'main-does-not-know-renderer',
      severity: 'error',
      comment: 'Renderer and main meet only in src/shared.',
      from: { path: '^src/main/' },
      to: { path: '^src/(renderer|preload)/' },
    },
    {
      name: 'preload-knows-only-shared',
      severity: 'error',
      comment: 'The preload passes calls on and knows no feature.',
      from: { path: '^src/preload/' },
      to: { path: '^src/(main|renderer)/' },
    },
    {
      name: 'network-only-where-it-belongs',
      severity: 'error',
      comment: 'Only a host listens, and only the fetching of a page to clip reaches out.',
      from: {
        path: '^src/',
        pathNot: `^src/main/hosts/|^src/main/clipping/fetch/|${TESTS}`,
      },
      to: { path: NETWORK_MODULES },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^out/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json', '.css', '.html'],
    },
  },
}
