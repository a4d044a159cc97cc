/** Which packages a package may import. */
const mayImport = {
  game: [],
  persistence: ['game'],
  'sync-server': ['game', 'persistence'],
  client: ['game'],
  'load-tests': ['game', 'persistence', 'sync-server', 'client'],
};
const packages = Object.keys(mayImport);
const tests = String.raw`\.test\.tsx?$`;
const documentPackages = '^node_modules/(yjs|y-protocols|lib0)/';

const directions = Object.entries(mayImport).map(([name, allowed]) => ({
  name: `${name}-imports-only-${['itself', ...allowed].join('-and-')}`,
  severity: 'error',
  from: { path: `^${name}/` },
  to: {
    path: `^(${packages.filter((other) => other !== name && !allowed.includes(other)).join('|') || '-'})/`,
  },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...directions,
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'game-knows-no-node',
      comment: 'The core also runs in a browser and in a simulation.',
      severity: 'error',
      from: { path: '^game/', pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'client-knows-no-node',
      severity: 'error',
      from: { path: '^client/src/', pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'components-know-no-documents',
      comment: 'React shows state; documents are read and replaced in the session.',
      severity: 'error',
      from: { path: String.raw`^client/src/.*\.tsx$` },
      to: { path: documentPackages },
    },
    {
      name: 'session-knows-no-react',
      comment: 'Bots run the session layer in Node.',
      severity: 'error',
      from: { path: '^client/src/session/' },
      to: { path: [String.raw`\.tsx$`, '^node_modules/(react|react-dom|zustand)/'] },
    },
    {
      name: 'tests-are-not-imported',
      severity: 'error',
      from: {},
      to: { path: tests },
    },
    {
      name: 'precise-names',
      comment: 'A file is named for what it does.',
      severity: 'error',
      from: {},
      to: {
        path: '/(util|utils|helper|helpers|manager|managers|data)[./]',
        pathNot: 'node_modules/',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Node's export conditions, and type-only imports, which are gone after compilation, count too.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
};
