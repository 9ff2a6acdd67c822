import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { card, directory, pinsSent } from './card-command.fixture.ts';

describe('export-ca', () => {
  it.each([
    [[], 'OU=JPKI for user authentication'],
    [['--signature'], 'OU=JPKI for digital signature'],
  ])('%j prints the authority, and says that it is none', async (options, unit) => {
    const { status, stdout, stderr } = await card(['export-ca', ...options]);
    expect(status).toBe(0);
    const certificate = new X509Certificate(stdout);
    expect(certificate.subject).toContain(unit);
    expect(certificate.ca).toBe(true);
    expect(stderr).toContain('simulated');
    expect(pinsSent()).toEqual([]);
  });

  it('writes a file that Node.js and OpenSSL read', async () => {
    const file = join(directory, 'ca.pem');
    expect((await card(['export-ca', '--out', file])).status).toBe(0);
    expect(readFileSync(file, 'utf8')).toMatch(
      /^-----BEGIN CERTIFICATE-----\n(?:.{1,64}\n)+-----END CERTIFICATE-----\n$/u,
    );
    expect(new X509Certificate(readFileSync(file)).issuer).toContain('O=JPKI-TEST');
  });

  it('says that a file cannot be written', async () => {
    const { status, stdout } = await card([
      'export-ca',
      '--json',
      '--out',
      join(directory, 'none', 'ca.pem'),
    ]);
    expect([status, stdout]).toEqual([1, '{"error":{"code":"file-unwritable"}}']);
  });
});
