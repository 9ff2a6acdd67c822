/**
 * `npx tsx scripts/quick-start.ts`: follows docs/quick-start.md word by word in an empty folder beside this one, but for
 * what is done by hand in a browser (e2e/quick-start.spec.ts), and starts the server that comes of it. Needs `npm run build host sdk`.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type GuideBlock, guideBlocks } from './guide-blocks.ts';
import { root } from './root.ts';

const folder = mkdtempSync(join(tmpdir(), 'kazasu-quick-start-'));
try {
  symlinkSync(root, join(folder, 'kazasu'));
  const said = run(guideBlocks('docs/quick-start.md').map(commandsOf).join('\n'), await environment());
  const passes = said.match(/^\W*pass [1-9]\d*$/gmu)?.length;
  ensure(passes === 2, `its test and its CI did not both pass:\n${said}`);
  console.log('followed the quick start in an empty folder: its test passes, and so does its CI');
  await visit(join(folder, 'my-service'), await environment());
  console.log('started its server: the page is there, and its script');
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The guide as a program: a file is written where it stands, a command is run, and CI does what its `run` lines say. */
function commandsOf({ path, byHand, code }: GuideBlock): string {
  if (path === undefined) return byHand ? '' : code;
  const write = `mkdir -p ${dirname(path)}\ncat > ${path} <<'END OF FILE'\n${code}\nEND OF FILE`;
  const ci = [...code.matchAll(/^ +- run: (.+)$/gmu)].map(([, command = '']) => command);
  return [write, ...ci].join('\n');
}

function run(commands: string, env: NodeJS.ProcessEnv): string {
  return execFileSync('bash', ['-euo', 'pipefail', '-s'], {
    cwd: folder,
    env,
    input: commands,
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'inherit'],
  });
}

/** Nothing of this user's own: neither their simulated card, nor a port that is in use. */
async function environment(): Promise<NodeJS.ProcessEnv> {
  const server = createServer();
  await once(server.listen(0, 'localhost'), 'listening');
  const { port } = server.address() as AddressInfo; // of a server that listens on TCP
  server.close();
  await once(server, 'close');
  return {
    ...process.env,
    PORT: String(port),
    XDG_STATE_HOME: join(folder, 'state'),
    npm_config_prefer_offline: 'true',
    npm_config_audit: 'false',
    npm_config_fund: 'false',
  };
}

async function visit(service: string, env: NodeJS.ProcessEnv): Promise<void> {
  const server = spawn(process.execPath, ['--env-file=.env', 'server.js'], {
    cwd: service,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [origin] = (await once(server.stdout.setEncoding('utf8'), 'data')) as [string];
    const page = await (await fetch(origin.trim())).text();
    ensure(page.includes('<kazasu-login'), `the page is ${page}`);
    const script = await fetch(new URL('kazasu-login.js', origin));
    ensure(
      script.ok && !/^import\b/mu.test(await script.text()),
      'its script is not one that a browser can load',
    );
  } finally {
    server.kill();
    await once(server, 'close');
  }
}

function ensure(condition: boolean, problem: string): asserts condition {
  if (!condition) throw new Error(problem);
}
