// The table "Who may import whom" of docs/architecture.md, as rules. What a rule does not allow, a comment there explains.

const TEST = '\\.(test|spec|contract)\\.ts$|-contract\\.ts$';
const ENGINES = 'capture|compositor|audio|vision|publish|watch|record|storage|net';
const ENTRIES = 'studio|guest|viewer|desk|lobby|home';

/** Everything under `from` may import only what `to` matches. Tests besides may import their tools. */
const only = (name, comment, from, to, pathNot = TEST) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot },
  to: { pathNot: to },
});

/** Nothing under `from` may import what `to` matches. */
const never = (name, comment, from, to, extra = {}) => ({
  name,
  comment,
  severity: 'error',
  from: typeof from === 'string' ? { path: from } : from,
  to: { path: to, ...extra },
});

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A cycle has no order in which it can be understood.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'The file or package does not exist.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'declared',
      comment: 'A package that package.json does not name comes and goes with those that do.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },

    only(
      'shared-is-pure',
      'shared/ is values in, values out: valibot, a hash function (a draw hashes while it decides; the platforms’ own wait), and itself.',
      '^shared/',
      '^shared/|(^|/)node_modules/(valibot|@noble/hashes)/',
    ),
    never(
      'shared-basics-first',
      'Ids, units, results and money know nothing of scenes and shows.',
      '^shared/[^/]+\\.ts$',
      '^shared/(scene|catalog|show|protocol)/',
    ),
    never(
      'shared-protocol-last',
      'The protocol is made of scenes and shows, not the other way round.',
      '^shared/(scene|catalog|show)/',
      '^shared/protocol/',
    ),

    only(
      'platform-knows-nothing',
      'client/platform is below every engine.',
      '^client/platform/(?!(fake-)?sfu-device\\.ts$)',
      '^shared/|^client/(platform|messages)/|(^|/)node_modules/(svelte|valibot)/',
    ),
    only(
      'engines-are-strangers',
      'An engine knows shared, the platform, pixels and itself; client/state joins engines.',
      `^client/(${ENGINES})/`,
      `^shared/|^client/(platform|planes)/|^client/$1/|(^|/)node_modules/`,
    ),
    only(
      'planes-are-pixels',
      'Pictures as planes of bytes: what engines have in common that paint.',
      '^client/planes/',
      '^shared/|^client/planes/',
    ),
    never(
      'engines-without-svelte',
      'Engines run in workers and tests, where no component lives.',
      `^client/(${ENGINES})/`,
      '(^|/)node_modules/svelte|\\.svelte$',
    ),
    never(
      'state-without-components',
      'Rune classes are what components show, not the other way round.',
      '^client/state/',
      `\\.svelte$|^client/(${ENTRIES})/`,
    ),
    only(
      'ui-without-domain',
      'client/ui has no domain words: it can serve any product.',
      '^client/ui/',
      '^client/(ui|platform|messages)/|(^|/)node_modules/(svelte|@lucide|@fontsource-variable)',
    ),
    only(
      'entries-are-apart',
      'A page is built of state, ui, person, chat, staff, messages and shared; only its main.ts builds engines.',
      `^client/(${ENTRIES})/(?!main\\.ts$)`,
      `^shared/|^client/(state|ui|person|chat|staff|messages|platform)/|^client/$1/|(^|/)node_modules/`,
    ),
    only(
      'person-of-two-pages',
      'A person’s own devices are shown in the guest’s page and in the studio, by components that know neither.',
      '^client/person/',
      '^shared/|^client/(state|ui|person|messages|platform)/|(^|/)node_modules/',
    ),
    only(
      'chat-of-two-pages',
      'Who looks after the public chat does so in the studio and in the moderator’s room, by components that know neither.',
      '^client/chat/',
      '^shared/|^client/(state|ui|chat|messages|platform)/|(^|/)node_modules/',
    ),
    only(
      'staff-of-two-pages',
      'Whoever has the shelf in hand has it in the studio and at the desk, by components that know neither.',
      '^client/staff/',
      '^shared/|^client/(state|ui|staff|messages|platform)/|(^|/)node_modules/',
    ),
    never(
      'entries-do-not-share-pages',
      'What two pages need belongs in ui, person or state.',
      `^client/(${ENTRIES})/main\\.ts$`,
      `^client/(${ENTRIES})/`,
      {
        pathNot: '^client/$1/',
      },
    ),
    {
      name: 'the-watch-page-stays-small',
      comment: 'What the studio composes and captures with must not reach viewers.',
      severity: 'error',
      from: { path: '^client/viewer/' },
      to: {
        path: '^client/(compositor|planes|capture|vision|storage|publish|studio)/|(^|/)node_modules/mediasoup-client/',
        reachable: true,
      },
    },

    never(
      'mediasoup-client-importers',
      'Only publish and watch speak to the SFU from a page; sfu-device is what they have in common.',
      { path: '^client/', pathNot: '^client/(publish|watch)/|^client/platform/(fake-)?sfu-device\\.ts$' },
      '(^|/)node_modules/mediasoup-client/',
    ),
    never(
      'tensorflow-importers',
      'One file knows which network finds the person, and it is loaded when somebody wants that.',
      { path: '^(client|server|shared)/', pathNot: '^client/vision/tfjs-segmenter[.]ts$' },
      '(^|/)node_modules/@tensorflow/',
    ),
    never(
      'tensorflow-stays-in-its-worker',
      'A page that imports it loads it.',
      { path: '^client/', pathNot: '^client/vision/segmenter[.]worker[.]ts$' },
      '^client/vision/tfjs-segmenter[.]ts$',
    ),
    never(
      'mediasoup-importers',
      'Commerce and media meet by ids only. Proving a worker binary takes a real worker.',
      {
        path: '^(server|shared|client)/',
        pathNot: ['^server/sfu/mediasoup/', '^server/sfu/worker-binary/pro(ve|be-peer)[.]ts$'],
      },
      '(^|/)node_modules/mediasoup/',
    ),
    never(
      'edges-without-adapters',
      'HTTP and signaling know ports, not SQLite or mediasoup.',
      { path: '^server/(http|signaling)/', pathNot: TEST },
      '^server/(store/(sqlite|postgres)|sfu/mediasoup)/',
    ),
    never(
      'shows-without-edges',
      'The domain never waits on a socket or on RTP.',
      { path: '^server/shows/', pathNot: TEST },
      '^server/(http|signaling|sfu|auth)/|(^|/)node_modules/(express|ws)/',
    ),
    never(
      'media-without-domain',
      'mediasoup knows ids, never shows.',
      '^server/sfu/',
      '^server/(shows|http|signaling|store|auth)/',
    ),
    never(
      'store-without-domain',
      'A store keeps records; it decides nothing.',
      '^server/store/',
      '^server/(shows|http|signaling|sfu|auth)/',
    ),
    never(
      'start-before-everything',
      'These files run before the product does.',
      '^server/start',
      '^server/(?!start|sfu/worker-binary/)',
    ),
    never('server-without-pages', 'The server serves the pages; it does not run them.', '^server/', '^client/'),
    never(
      'pages-without-server',
      'Pages meet the server by its protocol, which is in shared/.',
      '^(client|shared)/',
      '^server/',
    ),
    never(
      'end-to-end-from-outside',
      'Tests in a browser see what a person sees. Only the bench measures parts.',
      { path: '^e2e/', pathNot: '^e2e/(run|bench)/' },
      '^(client|server)/',
      {
        pathNot: '^server/start',
      },
    ),
    never(
      'nothing-imports-tests',
      'Product code runs without its tests.',
      { path: '^(shared|client|server)/', pathNot: TEST },
      TEST,
    ),
  ],
  options: {
    tsConfig: { fileName: 'client/tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'import', 'require', 'node', 'default', 'types'],
      mainFields: ['svelte', 'module', 'main', 'types'],
      extensions: ['.ts', '.svelte', '.mjs', '.js', '.d.ts', '.json'],
    },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^dist/', '^data/', '^client/public/', '[.]css', '[.]svg', '[.]woff2', '[.]wasm', '[.]png'] },
  },
};
