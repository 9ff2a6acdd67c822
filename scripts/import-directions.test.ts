/** Each row of the import table in eslint.config.js bites: a file that breaks it is reported. */
import { ESLint } from 'eslint';
import { expect, it } from 'vitest';
import { root } from './root.ts';

// A file must exist for the type-aware parser; its text is replaced.
const eslint = new ESLint({
  cwd: root,
  overrideConfig: { languageOptions: { parserOptions: { projectService: false, project: null } } },
  ruleFilter: ({ ruleId }) => RULES.includes(ruleId),
});
const RULES = ['import-x/no-restricted-paths', 'no-restricted-globals', 'no-restricted-imports'];

it.each([
  ['shared/a.ts', '../host/readers/reader.ts'],
  ['shared/a.ts', '../signatures/container.ts'],
  ['signatures/a.ts', '../sdk/verify/index.ts'],
  ['signatures/a.ts', 'node:crypto'],
  ['sdk/page/a.ts', '../../host/readers/reader.ts'],
  ['host/a.ts', '../extension/background/origin-policy.ts'],
  ['extension/ui/a.ts', '../../host/readers/reader.ts'],
  ['manifests/a.ts', '../host/readers/reader.ts'],
  ['demo/a.ts', '../shared/errors.ts'],
  ['demo/a.ts', '../sdk/page/index.ts'],
  ['demo/a.ts', '../examples/sessions.ts'],
  ['examples/a.ts', '../shared/errors.ts'],
  ['examples/hono/a.ts', '../../sdk/verify/index.ts'],
  ['examples/hono/a.ts', '../../demo/sessions.ts'],
  ['host/card/a.ts', '../methods/method-table.ts'],
  ['host/methods/a.ts', '../readers/simulated.ts'],
  ['host/methods/a.ts', '../readers/pcsc.ts'],
  ['host/simulator/a.ts', '../card/apdu.ts'],
  ['host/card/a.ts', '../readers/simulated.ts'],
  ['host/native-messaging.ts', './simulator/command.ts'],
  ['host/native-messaging.ts', './simulator/vpcd-link.ts'],
  ['host/readers/simulated.ts', '../simulator/vpcd-link.ts'],
  ['host/readers/simulated.ts', '../simulator/vpcd-command.ts'],
  ['host/readers/simulated.ts', '../simulator/command.ts'],
  ['host/readers/simulated.ts', '../simulator/pki-command.ts'],
  ['host/native-messaging.ts', './simulator/pki-server.ts'],
  ['host/simulator/inserted-card.ts', './pki-server.ts'],
  ['host/simulator/pki/ocsp-responder.ts', 'node:http'],
  ['host/simulator/inserted-card.ts', './vpcd-link.ts'],
  ['host/simulator/inserted-card.ts', 'node:net'],
  ['host/main.ts', 'pcsclite'],
  ['host/main.ts', 'node:net'],
  ['host/methods/a.ts', 'node:https'],
  ['host/methods/a.ts', 'kazasu/verify'],
  ['host/verify-command/a.ts', 'kazasu'],
  ['host/verify-command/a.ts', '../../signatures/container.ts'],
  ['host/main.ts', '../signatures/container.ts'],
  ['host/verify-command/a.ts', 'node:https'],
  ['host/verify-command/a.ts', '../../sdk/verify/index.ts'],
  ['extension/ui/a.tsx', 'wxt/browser'],
  ['extension/prompt/a.ts', 'wxt/browser'],
])('%s may not import %s', async (filePath, imported) => {
  expect(await brokenRules(filePath, `import '${imported}';\n`)).toHaveLength(1);
});

it.each(['shared/a.ts', 'host/a.ts', 'sdk/page/a.ts', 'extension/ui/a.tsx', 'extension/prompt/a.ts'])(
  '%s may not use browser.*',
  async (filePath) => {
    expect(await brokenRules(filePath, 'browser.runtime.id;\nchrome.runtime.id;\n')).toHaveLength(2);
  },
);

it('signatures/ uses nothing that only one environment has', async () => {
  expect(await brokenRules('signatures/a.ts', 'Buffer;\nprocess;\nwindow;\n')).toHaveLength(3);
});

it('only host/readers/pcsc.ts may load what is no module', async () => {
  const code = "import { createRequire } from 'node:module';\n";
  expect(await brokenRules('host/methods/a.ts', code)).toEqual(['no-restricted-imports']);
  expect(await brokenRules('host/simulator/vpcd-link.ts', code)).toEqual(['no-restricted-imports']);
  expect(await brokenRules('host/readers/pcsc.ts', code)).toEqual([]);
});

it('the host may not use the network', async () => {
  expect(
    await brokenRules(
      'host/methods/a.ts',
      "void fetch('https://example.jp');\nnew WebSocket('wss://example.jp');\n",
    ),
  ).toHaveLength(2);
});

it('what is allowed is not reported', async () => {
  expect(
    await brokenRules('host/methods/a.ts', "import '../card/apdu.ts';\nimport '../../shared/errors.ts';\n"),
  ).toEqual([]);
  expect(await brokenRules('host/main.ts', "import './readers/simulated.ts';\n")).toEqual([]);
  expect(await brokenRules('host/verify-command/a.ts', "import 'kazasu/verify';\n")).toEqual([]);
  expect(await brokenRules('examples/hono/a.ts', "import '../sessions.ts';\n")).toEqual([]);
  expect(
    await brokenRules('extension/background/a.ts', "import 'wxt/browser';\nbrowser.runtime.id;\n"),
  ).toEqual([]);
});

async function brokenRules(filePath: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath });
  return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message);
}
