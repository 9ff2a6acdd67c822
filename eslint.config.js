import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/**
 * Who may import whom (docs/architecture.md, "Layout"). One row per folder: what it must not reach.
 * `scripts/import-directions.test.ts` proves that each row bites.
 */
const importDirections = [
  {
    target: './shared',
    from: [
      './signatures',
      './host',
      './extension',
      './sdk',
      './manifests',
      './demo',
      './examples',
      './e2e',
      './scripts',
    ],
  },
  {
    target: './signatures',
    from: ['./host', './extension', './sdk', './manifests', './demo', './examples', './e2e', './scripts'],
  },
  {
    target: './sdk',
    from: ['./host', './extension', './manifests', './demo', './examples', './e2e', './scripts'],
  },
  { target: './host', from: ['./extension', './sdk', './demo', './examples', './e2e', './scripts'] },
  { target: './extension', from: ['./host', './sdk', './demo', './examples', './e2e', './scripts'] },
  {
    target: './manifests',
    from: ['./signatures', './host', './extension', './sdk', './demo', './examples', './e2e', './scripts'],
  },
  {
    target: './demo',
    from: [
      './shared',
      './signatures',
      './host',
      './extension',
      './sdk',
      './manifests',
      './examples',
      './e2e',
      './scripts',
    ],
  },
  {
    target: './examples',
    from: [
      './shared',
      './signatures',
      './host',
      './extension',
      './sdk',
      './manifests',
      './demo',
      './e2e',
      './scripts',
    ],
  },
  // What is in a signature is the verifier's business; tests make some.
  { target: './host/{*.ts,**/!(*.test|*.fixture).ts}', from: ['./signatures'] },
  { target: './host/card', from: ['./host/methods', './host/messaging', './host/simulator', './host/setup'] },
  { target: './host/methods', from: ['./host/simulator', './host/setup'] },
  // Only main.ts picks an adapter.
  {
    target: './host/!(main.ts|readers|testing)/**/!(*.test|*.fixture).ts',
    from: ['./host/readers/simulated.ts', './host/readers/pcsc.ts'],
  },
  { target: './host/messaging', from: ['./host/card', './host/methods', './host/simulator', './host/setup'] },
  // The one connection that the host makes (security rule 10) begins at a tester's command and nowhere else.
  {
    target: './host/{*.ts,!(testing)/**/!(vpcd-command|*.test).ts}',
    from: ['./host/simulator/vpcd-link.ts'],
  },
  {
    target: './host/{*.ts,!(simulator)/**}',
    from: ['./host/simulator/vpcd-command.ts'],
  },
  // Nor does the one socket on which anything listens, which is a tester's too.
  {
    target: './host/{*.ts,!(testing)/**/!(pki-command|*.test).ts}',
    from: ['./host/simulator/pki-server.ts'],
  },
  {
    target: './host/{*.ts,!(simulator)/**}',
    from: ['./host/simulator/pki-command.ts'],
  },
  {
    target: './host/{!(main|*.test).ts,!(simulator)/**}',
    from: ['./host/simulator/command.ts'],
  },
  { target: './host/simulator', from: ['./host/card', './host/methods', './host/messaging', './host/setup'] },
];

const WEB_EXTENSION =
  'WebExtension APIs belong to extension/{background,bridge,host-client,windows,entrypoints}.';
const browserGlobals = ['browser', 'chrome'].map((name) => ({ name, message: WEB_EXTENSION }));
const browserImport = { name: 'wxt/browser', message: WEB_EXTENSION };
const pcscImport = { name: 'pcsclite', message: 'Only host/readers/pcsc.ts knows pcsclite.' };

/** Would get round the line above. */
const requireImports = ['module', 'node:module'].map((name) => ({
  name,
  importNames: ['createRequire'],
  message: pcscImport.message,
}));

/** Security rule 10: the host has no network, neither listening nor calling. */
const NO_NETWORK = 'The host has no network access (docs/architecture.md, security rule 10).';
const networkImports = ['net', 'http', 'https', 'http2', 'tls', 'dgram', 'dns']
  .flatMap((name) => [name, `node:${name}`])
  .map((name) => ({ name, message: NO_NETWORK }));
const networkGlobals = ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest'].map((name) => ({
  name,
  message: NO_NETWORK,
}));

/** An effect runs after the paint, at a time of its own. */
const lateFocus = {
  selector: 'CallExpression[callee.name="useEffect"] CallExpression[callee.property.name="focus"]',
  message: 'What is seen has its focus already: useFocusFirst (extension/ui/focus-first.ts).',
};

/** signatures/ has what every environment has: Web Crypto, Blob, TextEncoder. */
const ANY_ENVIRONMENT =
  'signatures/ runs in browsers and in Node.js alike (docs/decisions/0022-cms-jws-and-time-stamps.md).';
const environmentGlobals = ['Buffer', 'process', 'window', 'document'].map((name) => ({
  name,
  message: ANY_ENVIRONMENT,
}));

/** The verifier is the package's, and one command of the host is one of its users. */
const VERIFIER = 'Only host/verify-command uses the package, and of it kazasu/verify.';
const packageImports = ['kazasu', 'kazasu/login', 'kazasu/verify'].map((name) => ({
  name,
  message: VERIFIER,
}));

export default tseslint.config(
  { ignores: ['dist/', '.wxt/', 'node_modules/', '**/*.js', '!eslint.config.js'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.strictTypeChecked],
    plugins: { 'import-x': importX },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      'no-console': 'error',
      'import-x/no-restricted-paths': ['error', { zones: importDirections, basePath: import.meta.dirname }],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-default-export': 'error',
      'no-restricted-globals': ['error', ...browserGlobals],
      'no-restricted-imports': ['error', { paths: [pcscImport, browserImport] }],
    },
  },
  {
    files: ['extension/{background,bridge,host-client,windows,entrypoints}/**'],
    rules: { 'no-restricted-globals': 'off', 'no-restricted-imports': ['error', { paths: [pcscImport] }] },
  },
  { files: ['extension/ui/**'], rules: { 'no-restricted-syntax': ['error', lateFocus] } },
  {
    // The formats of signed documents run in the prompt and on servers alike.
    files: ['signatures/**'],
    ignores: ['signatures/**/testing/**', 'signatures/**/*.test.ts'],
    rules: {
      'no-restricted-globals': ['error', ...browserGlobals, ...environmentGlobals],
      'no-restricted-imports': [
        'error',
        { paths: [pcscImport, browserImport], patterns: [{ group: ['node:*'], message: ANY_ENVIRONMENT }] },
      ],
    },
  },
  {
    files: ['host/**'],
    rules: {
      'no-restricted-globals': ['error', ...browserGlobals, ...networkGlobals],
      'no-restricted-imports': [
        'error',
        { paths: [pcscImport, browserImport, ...requireImports, ...networkImports, ...packageImports] },
      ],
    },
  },
  {
    files: ['host/verify-command/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            pcscImport,
            browserImport,
            ...requireImports,
            ...networkImports,
            ...packageImports.filter(({ name }) => name !== 'kazasu/verify'),
          ],
        },
      ],
    },
  },
  { files: ['*.config.ts', 'extension/entrypoints/**'], rules: { 'import-x/no-default-export': 'off' } },
  { files: ['{scripts,e2e,demo}/**', 'host/setup/**'], rules: { 'no-console': 'off' } },
  {
    // Not part of what a browser starts: the helpers of tests, the simulator's end of the virtual reader, and its PKI's server.
    files: ['host/testing/**'],
    rules: { 'no-restricted-imports': ['error', { paths: [pcscImport, browserImport] }] },
  },
  {
    // What is served for testers is asked for in their tests.
    files: ['host/simulator/pki-*.test.ts'],
    rules: { 'no-restricted-globals': ['error', ...browserGlobals] },
  },
  {
    files: ['host/simulator/{vpcd-link,pki-server}.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: [pcscImport, browserImport, ...requireImports] }] },
  },
  {
    files: ['host/readers/pcsc.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: [browserImport, ...networkImports] }] },
  },
);
