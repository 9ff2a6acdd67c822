import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startDemo } from './start.ts';
import { makeTestAuthority } from './test-cards.ts';

/** Where nothing listens: port 9 is for discarding, and loopback has nobody who would. */
const NO_REDIS = 'redis://:secret@127.0.0.1:9';

const folder = mkdtempSync(join(tmpdir(), 'kazasu-demo-'));
const pem = join(folder, 'ca.pem');
const noPem = join(folder, 'ca.txt');
const ANCHORS = { KAZASU_DEMO_TRUST_ANCHOR: pem, KAZASU_DEMO_SIGNATURE_TRUST_ANCHOR: pem };
beforeAll(() => {
  writeFileSync(pem, makeTestAuthority().certificate);
  writeFileSync(noPem, 'a certificate');
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

it.each([
  { port: 'abc', anchor: pem, says: 'PORT must be a number from 0 to 65535, and is: abc' },
  { port: '65536', anchor: pem, says: 'PORT must be a number' },
  { port: '', anchor: pem, says: 'PORT must be a number' },
  { port: '0', anchor: undefined, says: 'KAZASU_DEMO_TRUST_ANCHOR must name' },
  { port: '0', anchor: join(folder, 'missing.pem'), says: 'cannot be read' },
  { port: '0', anchor: folder, says: 'cannot be read' },
  { port: '0', anchor: noPem, says: 'is no certificate in PEM' },
])('PORT=$port with $anchor: $says', async ({ port, anchor, says }) => {
  await expect(startDemo({ PORT: port, KAZASU_DEMO_TRUST_ANCHOR: anchor })).rejects.toThrow(says);
});

it('says which of the two authorities is missing', async () => {
  const starting = startDemo({ PORT: '0', KAZASU_DEMO_TRUST_ANCHOR: pem });
  await expect(starting).rejects.toThrow(
    /^KAZASU_DEMO_SIGNATURE_TRUST_ANCHOR must name .+ kazasu simulate ca --signature > test-ca\.pem$/u,
  );
});

it('says that Redis is away, and not its password', async () => {
  const starting = startDemo({ PORT: '0', ...ANCHORS, KAZASU_DEMO_REDIS: NO_REDIS });
  await expect(starting).rejects.toThrow(/^KAZASU_DEMO_REDIS names a Redis that cannot be reached\.$/u);
});

it.each(['0', '1.5', 'many'])('KAZASU_DEMO_POSTS_PER_MINUTE=%s is refused', async (number) => {
  const starting = startDemo({
    PORT: '0',
    ...ANCHORS,
    KAZASU_DEMO_POSTS_PER_MINUTE: number,
  });
  await expect(starting).rejects.toThrow('must be a whole number, 1 or more');
});

it('names a port that is in use', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const starting = startDemo({ PORT: String(port), ...ANCHORS });
  await expect(starting).rejects.toThrow(`Port ${port} cannot be used (EADDRINUSE)`);
  other.close();
});
