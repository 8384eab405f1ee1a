// The arrows that never exist (style.md, section 2), as rules.
const rooms = 'drivers|vehicles|operators|inspections|traffic-police|platforms|offices|approvals'

/** Files of the schema and the kit that the rules stand on, which are as pure as the rules. */
const groundOfRules = [
  '^schema/(clock-skew|divisions|in-force|is-object|shanghai-zone|time)\\.ts$',
  '^subgraphs/kit/(errors|without-values|input-fault)\\.ts$',
]

/** Files of feeds that rooms import: what a fed room states, its tables, and how foreign bytes are read. */
const feedsForRooms = [
  '^subgraphs/kit/feed/(fed-room|feeds|message|coverage/coverage|kept/(moved-from|moved-record|seal|subject-token|tables|unread|unread-in-register))\\.ts$',
  '^subgraphs/kit/feed/read/(damaged-utf8|file-records|identify|json-records|judge|records|said-once|shape|stated-readers|stated-record|text|unread-bytes|whole-key|xml)\\.ts$',
]

/** Files that are tried with, which may reach everywhere within their unit. */
const trials = '(\\.(test|case)\\.ts|/testing\\.ts|/(testing|fixtures)/.*)$'

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
      name: 'no-code-to-trials',
      comment: 'What is tried with may reach everywhere; code that imported it would reach there too.',
      severity: 'error',
      from: { path: '^(subgraphs|gateway|schema|scripts)/', pathNot: trials },
      to: { path: ['^test/', trials] },
    },
    {
      name: 'no-catalogue-to-anything-else',
      comment:
        'An item is data: it knows its documents and the definitions it shares with the rooms, and neither what judges it nor anything of the process.',
      severity: 'error',
      from: { path: '^subgraphs/approvals/catalogue/', pathNot: trials },
      to: {
        pathNot: [
          '^subgraphs/approvals/catalogue/',
          '^subgraphs/approvals/generated/(gql|graphql)\\.ts$',
          '^schema/(divisions|in-force|time)\\.ts$',
          '^@graphql-typed-document-node/core$',
        ],
      },
    },
    {
      name: 'no-judging-to-anything-else',
      comment: 'Judging gives the same answer years later: no store, network, clock, environment or log.',
      severity: 'error',
      from: { path: '^subgraphs/approvals/judging/', pathNot: trials },
      to: {
        pathNot: [
          '^subgraphs/approvals/(catalogue|judging)/',
          '^subgraphs/approvals/generated/(gql|graphql)\\.ts$',
          ...groundOfRules,
          '^node_modules/(canonicalize|graphql)/',
          '^(node:)?crypto$',
        ],
      },
    },
    {
      name: 'no-chance-in-judging',
      comment:
        'Digests are made in one place; what else that module gives differs from one call to the next.',
      severity: 'error',
      from: {
        path: '^subgraphs/approvals/judging/',
        pathNot: [trials, '^subgraphs/approvals/judging/canonical\\.ts$'],
      },
      to: { path: '^(node:)?crypto$' },
    },
    {
      name: 'no-ground-of-rules-to-anything-else',
      comment: 'What the rules import leads them nowhere they could not go themselves.',
      severity: 'error',
      from: { path: groundOfRules },
      to: { pathNot: [...groundOfRules, '^schema/error-codes\\.ts$'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-part-of-approvals-to-what-builds-it',
      comment:
        'Folders know the folders of this list, and of the files above them the context every act is handed.',
      severity: 'error',
      from: { path: '^subgraphs/approvals/[^/]+/', pathNot: trials },
      to: {
        path: '^subgraphs/approvals/',
        pathNot: [
          '^subgraphs/approvals/(catalogue|judging|store|audit|graph|mandates|callbacks|cases|certificates|resolvers|generated)/',
          '^subgraphs/approvals/context\\.ts$',
          // These are refused by rules of their own.
          trials,
        ],
      },
    },
    {
      name: 'no-context-of-approvals-to-acts',
      comment: 'The context names the types of what it holds; through it no folder reaches another.',
      severity: 'error',
      from: { path: '^subgraphs/approvals/context\\.ts$' },
      to: { path: '^subgraphs/approvals/', pathNot: '^subgraphs/approvals/(graph|judging)/' },
    },
    {
      name: 'no-act-to-resolvers',
      comment:
        'Acts and their store are called by resolvers and jobs alike; what they need comes as an argument.',
      severity: 'error',
      from: {
        path: '^subgraphs/approvals/(cases|certificates|callbacks|mandates|graph|audit|store)/',
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
      name: 'no-audit-to-acts',
      comment:
        'Whoever audits reads what was done; acts write it down by the store and know nothing of the chain.',
      severity: 'error',
      from: { path: '^subgraphs/approvals/audit/', pathNot: trials },
      to: { path: '^subgraphs/approvals/(?!(audit|store|catalogue|judging)/)' },
    },
    {
      name: 'no-act-to-audit',
      severity: 'error',
      from: {
        path: '^subgraphs/approvals/(cases|certificates|callbacks|mandates|graph|store)/',
        pathNot: trials,
      },
      to: { path: '^subgraphs/approvals/audit/' },
    },
    {
      name: 'no-graph-to-acts',
      comment: 'Asking the gateway and receiving events stand below what is done with an application.',
      severity: 'error',
      from: { path: '^subgraphs/approvals/graph/', pathNot: trials },
      to: { path: '^subgraphs/approvals/((mandates|callbacks|cases|certificates)/|context\\.ts$)' },
    },
    {
      name: 'no-mandates-to-acts',
      comment:
        'Whether somebody may act for another is asked by every act; mandates know applications by their rows only.',
      severity: 'error',
      from: { path: '^subgraphs/approvals/mandates/', pathNot: trials },
      to: { path: '^subgraphs/approvals/(graph|callbacks|cases|certificates)/' },
    },
    {
      name: 'no-callbacks-to-cases',
      comment:
        'Cases and certificates tell partners; callbacks know them by their rows only, and ask no gateway.',
      severity: 'error',
      from: { path: '^subgraphs/approvals/callbacks/', pathNot: trials },
      to: { path: '^subgraphs/approvals/(graph|cases|certificates)/' },
    },
    {
      name: 'no-cases-to-certificates',
      comment: 'A decision enters a job that issues; an application knows its certificate by its rows only.',
      severity: 'error',
      from: { path: '^subgraphs/approvals/cases/', pathNot: trials },
      to: { path: '^subgraphs/approvals/certificates/' },
    },
    {
      name: 'no-kit-ground-to-folders',
      comment: 'Errors, log, clock, settings and crash points stand below every folder of the kit.',
      severity: 'error',
      from: { path: '^subgraphs/kit/[^/]+\\.ts$', pathNot: trials },
      to: { path: '^subgraphs/kit/[^/]+/' },
    },
    {
      name: 'no-kit-graph-to-folders',
      comment: 'Loaders, pages and envelopes take what they need as arguments.',
      severity: 'error',
      from: { path: '^subgraphs/kit/graph/', pathNot: trials },
      to: { path: '^subgraphs/kit/(?!graph/)[^/]+/' },
    },
    {
      name: 'no-database-or-work-to-rooms-and-feeds',
      severity: 'error',
      from: { path: '^subgraphs/kit/(database|work)/', pathNot: trials },
      to: { path: '^subgraphs/kit/(graph|room|feed)/' },
    },
    {
      name: 'no-room-server-to-feeds',
      comment: 'Approvals is a room without feeds.',
      severity: 'error',
      from: { path: '^subgraphs/kit/room/', pathNot: trials },
      to: { path: '^subgraphs/kit/(graph|feed)/' },
    },
    {
      name: 'no-reading-to-what-is-kept',
      comment: 'A message is read without knowing a table of the feed or a route.',
      severity: 'error',
      from: { path: '^subgraphs/kit/feed/(read/|message\\.ts$)', pathNot: trials },
      to: { path: '^subgraphs/kit/feed/(?!read/|message\\.ts$|testing\\.ts$)' },
    },
    {
      name: 'no-kept-to-merge',
      severity: 'error',
      from: { path: '^subgraphs/kit/feed/kept/', pathNot: trials },
      to: { path: '^subgraphs/kit/feed/(merge|routes|coverage)/' },
    },
    {
      name: 'no-merge-to-routes',
      comment: 'A record is merged alike, by whichever route it came; coverage reads what was merged.',
      severity: 'error',
      from: { path: '^subgraphs/kit/feed/(merge|coverage)/', pathNot: trials },
      to: { path: '^subgraphs/kit/feed/(?!$1/)(merge|coverage|routes)/' },
    },
    {
      name: 'no-room-to-inside-of-feeds',
      comment:
        'A room says how its records are mapped; that and when they are kept and merged is the business of feeds.',
      severity: 'error',
      from: {
        path: `^subgraphs/(${rooms})/`,
        pathNot: [trials, '^subgraphs/(approvals|inspections)/'],
      },
      to: { path: '^subgraphs/kit/feed/', pathNot: [...feedsForRooms, trials] },
    },
    {
      name: 'no-inspections-to-inside-of-feeds',
      comment:
        'Stations speak a wire of their own, so this room has routes and reads what it answered before.',
      severity: 'error',
      from: { path: '^subgraphs/inspections/', pathNot: trials },
      to: {
        path: '^subgraphs/kit/feed/',
        pathNot: [
          ...feedsForRooms,
          '^subgraphs/kit/feed/(kept/(journal|receipts|sources)|routes/(body-reader|route))\\.ts$',
          trials,
        ],
      },
    },
    {
      name: 'no-approvals-to-feeds',
      comment:
        'Approvals is fed by nobody; it seals its own secrets, and reads what rooms tell by its shape, as feeds do.',
      severity: 'error',
      from: { path: '^subgraphs/approvals/', pathNot: [trials, '^subgraphs/approvals/(catalogue|judging)/'] },
      to: {
        path: '^subgraphs/kit/feed/',
        pathNot: ['^subgraphs/kit/feed/(kept/seal|read/said-once|read/shape|read/text)\\.ts$', trials],
      },
    },
    {
      name: 'no-gateway-to-feeds',
      comment: 'The gateway hands deliveries on and reads none.',
      severity: 'error',
      from: { path: '^gateway/', pathNot: trials },
      to: { path: '^subgraphs/kit/feed/', pathNot: trials },
    },
    {
      name: 'no-gateway-part-to-what-builds-it',
      comment: 'Settings, servers and the app hand a folder what it needs; it knows the files of this list.',
      severity: 'error',
      from: { path: '^gateway/[^/]+/', pathNot: trials },
      to: {
        path: '^gateway/',
        pathNot: [
          '^gateway/(door|executor|identity|supergraph|feeds)/',
          '^gateway/(context|errors|metrics)\\.ts$',
          // These are refused by rules of their own.
          trials,
        ],
      },
    },
    {
      name: 'no-ground-of-gateway-to-parts',
      comment:
        'Context, errors and metrics lead no folder to another; metrics count the classes of admission.',
      severity: 'error',
      from: { path: '^gateway/(context|errors|metrics)\\.ts$' },
      to: {
        path: '^gateway/',
        pathNot: ['^gateway/(context|errors|metrics)\\.ts$', '^gateway/door/admission\\.ts$'],
      },
    },
    {
      name: 'no-gateway-part-to-door',
      comment: 'A question goes through the door to the executor; nothing behind the door knows it.',
      severity: 'error',
      from: { path: '^gateway/(executor|identity|supergraph|feeds)/', pathNot: trials },
      to: { path: '^gateway/door/' },
    },
    {
      name: 'no-gateway-part-to-part',
      comment: 'Each part is known without the others; all may read what the composed schema says.',
      severity: 'error',
      from: { path: '^gateway/(executor|identity|supergraph|feeds)/', pathNot: trials },
      to: { path: '^gateway/(?!$1/)(executor|identity|feeds)/' },
    },
    {
      name: 'no-command-to-programs',
      comment: 'A command line is read before anything else is loaded.',
      severity: 'error',
      from: { path: '^scripts/command\\.ts$' },
      to: { path: '^(scripts/[^/]+|gateway|schema|subgraphs)/' },
    },
    {
      name: 'no-foreign-system-to-hub',
      comment:
        'Simulators and conformance are programs of other people: they know the hub by its addresses only.',
      severity: 'error',
      from: { path: '^scripts/(simulators|conformance)/', pathNot: trials },
      to: { path: '^(gateway|schema|subgraphs|scripts/(?!(simulators|conformance)/)[^/]+)/' },
    },
    {
      name: 'no-simulator-to-conformance',
      comment: 'Conformance speaks by the wire of the simulators.',
      severity: 'error',
      from: { path: '^scripts/simulators/', pathNot: trials },
      to: { path: '^scripts/conformance/' },
    },
    {
      name: 'no-hub-to-trials-of-it',
      comment: 'What runs and looks after the hub does without what shows, measures, feeds and checks it.',
      severity: 'error',
      from: { path: '^scripts/(host|tools|import|sample|schema)/', pathNot: trials },
      to: { path: '^scripts/(bench|checks|conformance|demo|new-item|simulators)/' },
    },
    {
      name: 'no-demo-to-hub',
      comment:
        'The story is told over HTTP; it starts the hub as a process and knows its keys and its sample.',
      severity: 'error',
      from: { path: '^scripts/demo/', pathNot: trials },
      to: {
        path: '^(gateway|schema|scripts|subgraphs/kit)/',
        pathNot: [
          '^scripts/(command|host/(data-dirs|keys|remove-data)|sample/sample-(data|names))\\.ts$',
          '^scripts/(demo|simulators)/',
          trials,
        ],
      },
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
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
    preserveSymlinks: false,
  },
}
