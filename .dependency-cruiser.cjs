/** Imports point one way: exercises -> engines/check -> engines/kernel, src -> engines (DESIGN §2). */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'kernel-stands-alone',
      comment: 'The kernel is a library in its own right.',
      severity: 'error',
      from: { path: '^engines/kernel', pathNot: '\\.test\\.ts$|/(fidelity|bench)/' },
      to: { path: '^(src|exercises|engines/(?!kernel))' },
    },
    {
      name: 'check-knows-kernel-only',
      severity: 'error',
      from: { path: '^engines/check', pathNot: '\\.test\\.ts$' },
      to: { path: '^(src|exercises|engines/(?!check|kernel))' },
    },
    {
      name: 'engines-know-no-app',
      severity: 'error',
      from: { path: '^engines', pathNot: '\\.test\\.ts$|/(fidelity|bench)/' },
      to: { path: '^(src|exercises)' },
    },
    {
      name: 'exercises-know-only-drydock',
      comment:
        "The built-in pack has no privilege that an instructor's lacks: it imports the public name and its own files.",
      severity: 'error',
      from: { path: '^exercises', pathNot: '\\.test\\.ts$' },
      to: { path: '^(src|engines)', pathNot: '^engines/drydock\\.ts$' },
    },
    {
      name: 'src-knows-exercises-as-packs-only',
      severity: 'error',
      from: { path: '^src', pathNot: '\\.test\\.ts$' },
      to: { path: '^exercises' },
    },
    {
      name: 'engines-are-pure',
      comment: 'No DOM, no Svelte, no D3, no Node in the engines.',
      severity: 'error',
      from: { path: '^engines', pathNot: '\\.test\\.ts$|/(fidelity|bench)/' },
      to: { path: '(node_modules/(svelte|d3-|monaco|comlink|idb))|^node:', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-node-in-the-app',
      comment: 'Node stays in the command line, the servers and the build.',
      severity: 'error',
      from: {
        path: '^src/(app|catalogue|workbench|interview|stages|scenes|attempts)',
        pathNot: '\\.test\\.ts$|/(kill|vite-plugin)',
      },
      to: { dependencyTypes: ['core'] },
    },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^virtual:' } },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|accept|reject|starter)/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.svelte', '.json'],
      conditionNames: ['svelte', 'browser', 'import', 'types', 'default'],
      exportsFields: ['exports'],
    },
  },
};
