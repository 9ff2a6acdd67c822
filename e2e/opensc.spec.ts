/**
 * Proof by other people's software: OpenSC, which knows nothing of Kazasu, does with the simulated card behind pcscd
 * what it does with a real one, and openssl understands what comes of it.
 */
import { createHash, X509Certificate } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Ended, runProgram } from './harness/run-program.ts';
import { SIMULATED_PASSWORD, SIMULATED_PIN } from './harness/simulated-pin.ts';
import { createWorld, type World } from './harness/world.ts';

/** The objects that OpenSC's emulation of PKCS #15 numbers so (pkcs15-jpki.c). */
const ID = { authentication: '01', signature: '02', authenticationCa: '03', signatureCa: '04' } as const;

let world: World;
beforeAll(async () => {
  world = await createWorld('pcsc');
  await world.freshCard();
});
afterAll(() => world.dispose());

describe('recognition', () => {
  afterAll(() => world.insertCard());

  it.each([
    ['contact', '3b:e0:00:ff:81:31:fe:45:14'],
    ['contactless', '3b:88:80:01:00:00:05:e0:b3:81:a1:00:7f'],
  ])('by the application, whatever the interface: %s', async (cardInterface, answerToReset) => {
    await world.insertCard('normal', { interface: cardInterface });
    expect((await run('opensc-tool', '--atr')).stdout.trim()).toBe(answerToReset);
    expect((await run('opensc-tool', '--name')).stdout.trim()).toBe('jpki');
  });

  it('a card of another kind is not taken for this one', async () => {
    // OpenSC knows the contact answer to reset, and asks no further.
    await world.insertCard('foreign-card', { interface: 'contactless' });
    expect((await run('opensc-tool', '--name')).output).not.toContain('jpki');
  });
});

describe('pkcs15-tool', () => {
  it('lists two PINs with their forms and tries left', async () => {
    const { stdout } = await run('pkcs15-tool', '--list-pins');
    expect(stdout).toMatch(/User Authentication PIN[^]*min_len:4, max_len:4[^]*Tries left +: 3/u);
    expect(stdout).toMatch(/Digital Signature PIN[^]*min_len:6, max_len:16[^]*Tries left +: 5/u);
  });

  it('dumps two PINs, two pairs of keys, four certificates', async () => {
    const { stdout } = await openSc('pkcs15-tool', '--dump');
    const kinds = ['PIN', 'Private RSA Key', 'Public RSA Key', 'X.509 Certificate'];
    const counts = kinds.map((kind) => stdout.split(`\n${kind} [`).length - 1);
    expect(stdout).toContain('PKCS#15 Card [JPKI]');
    expect(counts).toEqual([2, 2, 2, 4]);
  });

  it('lists the certificates', async () => {
    const { stdout } = await openSc('pkcs15-tool', '--list-certificates');
    expect([...stdout.matchAll(/^X\.509 Certificate \[(.+)\]$/gmu)].map(([, name]) => name)).toEqual([
      'User Authentication Certificate',
      'Digital Signature Certificate',
      'User Authentication Certificate CA',
      'Digital Signature Certificate CA',
    ]);
  });

  it('reads the certificates that anybody may read, which are those that Kazasu says', async () => {
    const [certificate, ca, signatureCa] = [
      await certificateOf(ID.authentication),
      await certificateOf(ID.authenticationCa),
      await certificateOf(ID.signatureCa),
    ];
    expect(certificate.verify(ca.publicKey)).toBe(true);
    expect(ca.raw).toEqual(new X509Certificate(await world.kazasu('simulate', 'ca')).raw);
    expect(signatureCa.raw).toEqual(
      new X509Certificate(await world.kazasu('simulate', 'ca', '--signature')).raw,
    );
  });

  it('is refused the signature certificate, and given it after its password', async () => {
    const refused = await openSc('pkcs15-tool', '--read-certificate', '2');
    expect(refused.output).toContain('Certificate read failed');
    expect(refused.stdout).toBe('');
    const certificate = await certificateOf(ID.signature);
    const ca = new X509Certificate(await world.kazasu('simulate', 'ca', '--signature'));
    expect(certificate.verify(ca.publicKey)).toBe(true);
  });
});

describe('signatures, which openssl verifies against the certificate', () => {
  const message = 'signed by OpenSC';
  /** RFC 8017, section 9.2, note 1. */
  const sha256DigestInfo = Buffer.concat([
    Buffer.from('3031300d060960864801650304020105000420', 'hex'),
    createHash('sha256').update(message).digest(),
  ]);
  beforeAll(async () => {
    await writeFile(file('message'), message);
    await writeFile(file('hash'), createHash('sha256').update(message).digest());
    await writeFile(file('digest-info'), sha256DigestInfo);
  });

  it('pkcs15-crypt, by the authentication key', async () => {
    await expectVerified('sha256', ID.authentication, () =>
      openSc(
        'pkcs15-crypt',
        ...['--sign', '--pkcs1', '--sha-256', '--raw', '--key', ID.authentication, '--pin', SIMULATED_PIN],
        ...['--input', file('hash'), '--output', file('signature')],
      ),
    );
  });

  it.each([
    ['SHA256-RSA-PKCS', 'message', 'sha256', ID.authentication],
    ['SHA384-RSA-PKCS', 'message', 'sha384', ID.authentication],
    ['RSA-PKCS', 'digest-info', 'sha256', ID.authentication],
    ['SHA256-RSA-PKCS', 'message', 'sha256', ID.signature],
  ] as const)('pkcs11-tool: %s over the %s (%s), key %s', async (mechanism, input, digest, id) => {
    await expectVerified(digest, id, () => pkcs11Sign(mechanism, id, input));
  });

  it('no RSASSA-PSS, which the card does not do', async () => {
    const { output, status } = await pkcs11Sign('SHA256-RSA-PKCS-PSS', ID.authentication, 'message');
    expect(output).toContain('CKR_MECHANISM_INVALID');
    expect(status).not.toBe(0);
  });

  function pkcs11Sign(mechanism: string, id: string, input: string): Promise<Ended> {
    const [slot, pin] = id === ID.signature ? ['1', SIMULATED_PASSWORD] : ['0', SIMULATED_PIN];
    return openSc(
      'pkcs11-tool',
      ...['--slot-index', slot, '--login', '--pin', pin, '--sign', '--mechanism', mechanism, '--id', id],
      ...['--input-file', file(input), '--output-file', file('signature')],
    );
  }

  async function expectVerified(digest: string, id: string, sign: () => Promise<Ended>): Promise<void> {
    const certificate = await certificateOf(id);
    await writeFile(file('key.pem'), certificate.publicKey.export({ type: 'spki', format: 'pem' }));
    const signed = await sign();
    expect(signed.status, signed.output).toBe(0);
    const verified = await run(
      'openssl',
      ...['dgst', `-${digest}`, '-verify', file('key.pem'), '-signature', file('signature')],
      file('message'),
    );
    expect(verified.stdout).toBe('Verified OK\n');
  }
});

describe('openssl x509', () => {
  it.each([
    [
      ID.authentication,
      [
        'X509v3 Key Usage: critical',
        'X509v3 Extended Key Usage: ',
        'X509v3 Certificate Policies: critical',
        'X509v3 Issuer Alternative Name: ',
        'X509v3 CRL Distribution Points: ',
        'Authority Information Access: ',
        'X509v3 Authority Key Identifier: ',
        'X509v3 Subject Key Identifier: ',
      ],
    ],
    [
      ID.signature,
      [
        'X509v3 Key Usage: critical',
        'X509v3 Subject Alternative Name: ',
        'X509v3 Certificate Policies: critical',
        'X509v3 Issuer Alternative Name: ',
        'X509v3 CRL Distribution Points: ',
        'X509v3 Authority Key Identifier: ',
        'X509v3 Subject Key Identifier: ',
      ],
    ],
  ])('certificate %s has the extensions of docs/card.md, in that order', async (id, extensions) => {
    const certificate = await certificateOf(id);
    await writeFile(file('certificate.pem'), certificate.toString());
    const { stdout } = await run('openssl', 'x509', '-noout', '-text', '-in', file('certificate.pem'));
    const afterHeading = stdout.slice(stdout.indexOf('X509v3 extensions:'));
    expect([...afterHeading.matchAll(/^ {12}(\S.*)$/gmu)].map(([, line]) => line)).toEqual(extensions);
  });

  it('an authentication certificate is as long as real ones, and says that it is a test', async () => {
    const certificate = await certificateOf(ID.authentication);
    expect(certificate.raw.length).toBeGreaterThanOrEqual(1500);
    expect(certificate.raw.length).toBeLessThanOrEqual(1600);
    expect(certificate.issuer).toContain('O=JPKI-TEST');
  });
});

describe('tries left, on which both programs agree', () => {
  beforeEach(() => world.freshCard());

  it('a wrong PIN costs one', async () => {
    const wrong = await openSc(
      'pkcs15-tool',
      '--verify-pin',
      '--auth-id',
      ID.authentication,
      '--pin',
      '0000',
    );
    expect(wrong.output).toContain('PIN code or key incorrect');
    expect(await triesInOpenSc()).toEqual([2, 5]);
    expect(await triesInKazasu()).toMatchObject({ userAuthentication: 2, digitalSignature: 5 });
  });

  it('the right PIN restores them', async () => {
    await openSc('pkcs15-tool', '--verify-pin', '--auth-id', ID.authentication, '--pin', '0000');
    await openSc('pkcs15-tool', '--verify-pin', '--auth-id', ID.authentication, '--pin', SIMULATED_PIN);
    expect(await triesInOpenSc()).toEqual([3, 5]);
    expect(await triesInKazasu()).toMatchObject({ userAuthentication: 3, digitalSignature: 5 });
  });

  it('a blocked PIN is locked in OpenSC and blocked in Kazasu', async () => {
    await world.insertCard('blocked');
    expect(await triesInOpenSc()).toEqual([0, 0]);
    const { stdout } = await openSc('pkcs11-tool', '--list-slots');
    expect(stdout).toContain('user PIN locked');
    expect(await triesInKazasu()).toMatchObject({ userAuthentication: 0, digitalSignature: 0 });
    expect(await world.kazasu('card', 'status')).toMatch(/user-authentication certificate.* locked$/mu);
  });

  async function triesInOpenSc(): Promise<number[]> {
    const { stdout } = await openSc('pkcs15-tool', '--list-pins');
    return [...stdout.matchAll(/Tries left +: (\d+)/gu)].map(([, tries]) => Number(tries));
  }

  async function triesInKazasu(): Promise<unknown> {
    const { card } = JSON.parse(await world.kazasu('card', 'status', '--json')) as {
      card: { triesLeft: unknown };
    };
    return card.triesLeft;
  }
});

const withPassword = ['--verify-pin', '--auth-id', ID.signature, '--pin', SIMULATED_PASSWORD];

/** Read once, because vpcd needs 44 ms for each of the nine commands. */
async function certificateOf(id: string): Promise<X509Certificate> {
  const password = id === ID.signature ? withPassword : [];
  certificates[id] ??= openSc('pkcs15-tool', '--read-certificate', String(Number(id)), ...password);
  return new X509Certificate((await certificates[id]).stdout);
}

const certificates: Record<string, Promise<Ended>> = {};

/** With the driver named, it does not try all others before it, which takes seconds. */
function openSc(command: string, ...args: readonly string[]): Promise<Ended> {
  return runProgram({ ...world.env, OPENSC_DRIVER: 'jpki' }, command, ...args);
}

function run(command: string, ...args: readonly string[]): Promise<Ended> {
  return runProgram(world.env, command, ...args);
}

function file(name: string): string {
  return join(world.home, name);
}
