/** A person's files, checked with real signatures. The test PKI is the verification kit's. */
import { describe, expect, it } from 'vitest';
import { type CheckedFiles, checkFiles } from '../extension/files/check-files.ts';
import { keyPair } from '../sdk/verify/testing/test-pki.ts';
import { makeSignatureAuthority, makeSignatureLeaf } from '../sdk/verify/testing/test-signature-pki.ts';
import { TEST_ISSUER_ORGANISATION } from '../shared/jpki.ts';
import { prepareCades } from '../signatures/cades/prepare-cades.ts';
import { startHash } from '../signatures/running-hash.ts';
import { signDigest, toPem } from '../signatures/testing/test-signer.ts';

const NOW = new Date('2026-06-01T00:00:00Z');
const authority = makeSignatureAuthority('JPKI', keyPair('files'));
const test = makeSignatureAuthority(TEST_ISSUER_ORGANISATION, keyPair('files'));

const file = (name: string, content: string | Uint8Array): File =>
  new File([typeof content === 'string' ? content : new Uint8Array(content)], name);
const note = file('note.txt', 'I promise.');

async function signed(content: string, certificate = makeSignatureLeaf(authority)): Promise<Uint8Array> {
  const bytes = new TextEncoder().encode(content);
  const document = {
    name: 'note.txt',
    type: 'text/plain',
    content: new Blob([bytes]),
    hash: startHash('SHA-256').update(bytes),
  };
  const prepared = await prepareCades(document, { digestAlgorithm: 'SHA-256', packaging: 'detached' });
  const bound = await prepared.bind({ certificate, time: NOW });
  const signature = signDigest({ name: 'leaf', ...keyPair('leaf'), certificate }, bound);
  return (await bound.finish(signature)).signature;
}

const check = (...files: readonly File[]): Promise<CheckedFiles> => checkFiles(files, NOW);
const verdicts = ({ files }: CheckedFiles) => files.map(({ name, verdict }) => [name, verdict]);

describe('a detached signature', () => {
  it('is compared with the document that came with it, which is not listed by itself', async () => {
    const found = await check(note, file('note.txt.p7s', await signed('I promise.')));
    expect(verdicts(found)).toEqual([['note.txt.p7s', 'issuer-unknown']]);
    expect(found.files[0]).toMatchObject({ document: 'note.txt', signatures: [{ signer: { ok: true } }] });
  });

  it('is read from PEM too', async () => {
    const pem = toPem('CMS', await signed('I promise.'));
    expect(verdicts(await check(note, file('note.pem', pem)))).toEqual([['note.pem', 'issuer-unknown']]);
  });

  it('says that its document is missing, or another one', async () => {
    const signature = file('note.txt.p7s', await signed('I promise nothing.'));
    expect(verdicts(await check(signature))).toEqual([['note.txt.p7s', 'document-missing']]);
    expect(verdicts(await check(signature, note))).toEqual([['note.txt.p7s', 'changed']]);
  });
});

it.each([
  ['DER', authority.certificate],
  ['PEM', toPem('CERTIFICATE', authority.certificate)],
])('takes a certificate in %s for the issuer’s, and shows its fingerprint', async (_, certificate) => {
  const found = await check(file('ca', certificate), note, file('n.p7s', await signed('I promise.')));
  expect(verdicts(found)).toEqual([['n.p7s', 'issuer-given']]);
  expect(found.certificates).toEqual([
    { name: 'ca', fingerprint: expect.stringMatching(/^[0-9A-F]{64}$/u) as string },
  ]);
});

it('never takes a signature of a simulated card for anything else', async () => {
  const der = await signed('I promise.', makeSignatureLeaf(test));
  for (const others of [[], [file('ca', test.certificate)]]) {
    expect(verdicts(await check(note, file('n.p7s', der), ...others))).toEqual([['n.p7s', 'test']]);
  }
});

it('lists what is not signed and what cannot be read', async () => {
  const large = Object.defineProperty(file('large.pdf', '%PDF-1.7'), 'size', { value: 2 ** 30 });
  const found = await check(
    note,
    file('cut.pdf', '%PDF-1.7'),
    file('cut.p7s', Uint8Array.of(0x30)),
    file('empty.pdf', ''),
    large,
  );
  expect(verdicts(found)).toEqual([
    ['note.txt', 'unsigned'],
    ['cut.pdf', 'unreadable'],
    ['cut.p7s', 'unreadable'],
    ['empty.pdf', 'unreadable'],
    ['large.pdf', 'unreadable'],
  ]);
});

it('takes an empty file that was signed for what it is', async () => {
  const found = await check(file('empty.txt', ''), file('empty.txt.p7s', await signed('')));
  expect(verdicts(found)).toEqual([['empty.txt.p7s', 'issuer-unknown']]);
});

it('reads past a certificate that is none', async () => {
  const broken = file('ca.pem', '-----BEGIN CERTIFICATE-----\n=\n-----END CERTIFICATE-----');
  const found = await check(broken, note, file('n.p7s', await signed('I promise.')));
  expect(verdicts(found)).toEqual([['n.p7s', 'issuer-unknown']]);
  expect(found.certificates).toEqual([]);
});
