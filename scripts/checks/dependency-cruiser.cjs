// The arrows that never exist (style.md, section 2), as rules.
const rooms = 'drivers|vehicles|operators|inspections|traffic-police|platforms|offices|approvals'

/** Ways out of pure code: network, files, databases, clocks, logs. */
const impure =
  '^(node:)?(fs|net|http|https|http2|tls|dgram|dns|child_process|worker_threads|timers|os)(/|$)|node_modules/(undici|pg|pino|drizzle-orm|@electric-sql|pg-boss|fastify|mercurius)/|kit/(database|work|room)/|kit/(clock|log|config)\\.ts$'

module.exports = {
  forbidden: [
    {
      name: 'no-room-to-room',
      comment: 'Rooms meet in the graph, by events and by feeds.',
      severity: 'error',
      from: { path: `^subgraphs/(${rooms})/` },
      to: { path: `^subgraphs/(${rooms})/`, pathNot: '^subgraphs/$1/' },
    },
    {
      name: 'no-room-to-gateway',
      severity: 'error',
      from: { path: '^subgraphs/' },
      to: { path: '^gateway/' },
    },
    {
      name: 'no-gateway-to-room',
      comment: 'The gateway knows rooms by their schema; of the subgraphs it may use the kit only.',
      severity: 'error',
      from: { path: '^gateway/' },
      to: { path: '^subgraphs/', pathNot: '^subgraphs/kit/' },
    },
    {
      name: 'no-kit-to-room',
      severity: 'error',
      from: { path: '^subgraphs/kit/' },
      to: { path: `^(subgraphs/(${rooms})|gateway|scripts|test)/` },
    },
    {
      name: 'no-schema-to-anything',
      severity: 'error',
      from: { path: '^schema/' },
      to: { path: '^(subgraphs|gateway|scripts|test)/' },
    },
    {
      name: 'no-product-to-test',
      severity: 'error',
      from: {
        path: '^(subgraphs|gateway|schema|scripts)/',
        pathNot: '(\\.(test|case)\\.ts|/testing\\.ts|/testing/.*)$',
      },
      to: { path: '(^test/|/testing\\.ts$|/testing/|\\.(test|case)\\.ts$)' },
    },
    {
      name: 'no-way-out-of-the-rules',
      comment: 'Catalogue and judging give the same answer years later: no store, network, clock, log.',
      severity: 'error',
      from: {
        path: '^subgraphs/approvals/(catalogue|judging)/',
        pathNot: '\\.(test|case)\\.ts$',
      },
      to: { path: `${impure}|^subgraphs/approvals/(?!(catalogue|judging|generated)/)` },
    },
    {
      name: 'no-act-to-resolvers',
      comment:
        'Acts and their store are called by resolvers and jobs alike; what they need comes as an argument.',
      severity: 'error',
      from: {
        path: '^subgraphs/approvals/(cases|certificates|callbacks|graph|store)/',
        pathNot: '\\.test\\.ts$',
      },
      to: { path: '^subgraphs/approvals/resolvers/' },
    },
    {
      name: 'no-store-to-acts',
      comment: 'The store answers questions; it knows no act, no gateway and no generated resolver type.',
      severity: 'error',
      from: { path: '^subgraphs/approvals/store/', pathNot: '\\.test\\.ts$' },
      to: { path: '^subgraphs/approvals/(?!(store|catalogue|judging)/)' },
    },
    {
      name: 'no-callbacks-to-cases',
      comment: 'Cases and certificates tell partners; callbacks know them by their rows only.',
      severity: 'error',
      from: { path: '^subgraphs/approvals/callbacks/', pathNot: '\\.test\\.ts$' },
      to: { path: '^subgraphs/approvals/(cases|certificates)/' },
    },
    {
      name: 'one-place-for-everything-together',
      comment: 'Only the host of the one-process mode imports gateway and rooms together.',
      severity: 'error',
      from: { path: '^scripts/', pathNot: '^scripts/(host|tools|import|sample|bench)/' },
      to: { path: `^subgraphs/(${rooms})/` },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      // That package holds types only, which the resolver does not look at.
      to: { couldNotResolve: true, pathNot: '^@graphql-typed-document-node/core$' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)node_modules/(?!@one-visit)' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
    preserveSymlinks: false,
  },
}
