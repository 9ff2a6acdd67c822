import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  CA,
  json,
  revocationList,
  signedCms,
  signedJws,
  signedPdf,
  signedXml,
  stampedCms,
  TEXT,
  verify,
  write,
  XML,
} from './verify-command.fixture.ts';

const cms = write('notice.p7m', await signedCms('enveloping'));
const detached = write('notice.p7s', await signedCms('detached'));
const document = write('notice.txt', TEXT);
const other = write('other.txt', 'another');
const trust = ['--test-ca', CA];

describe('a valid signature', () => {
  it('has a name, a time, a certificate and what is known of its revocation', async () => {
    const { status, stdout, stderr } = await verify([cms, ...trust]);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout.split('\n')).toEqual([
      `${cms}: valid, one signature`,
      '  1. 山田　太郎 (simulated card: not a real person)',
      '     Document: whole, as it was signed',
      "     Signed: 22 November 2026 at 10:02:03 (Japan) by the signer's clock; not proven: no time stamp",
      expect.stringMatching(/^ {5}Certificate: valid until \d+ \w+ 20\d\d$/u),
      '     Revocation: not checked',
    ]);
  });

  it('is told in Japanese where the locale is', async () => {
    const { status, stdout } = await verify([cms, ...trust], 'ja_JP.UTF-8');
    expect(status).toBe(0);
    expect(stdout.split('\n')).toEqual([
      `${cms}: 有効です(署名1件)`,
      '  1. 山田　太郎(模擬カード: 実在の人ではありません)',
      '     文書: 全体が署名したときのままです',
      '     署名日時: 2026年11月22日 10:02:03(日本時間。署名者の時計によるもので、証明はありません: タイムスタンプなし)',
      expect.stringMatching(/^ {5}電子証明書: 20\d\d年\d+月\d+日まで有効$/u),
      '     失効確認: していません',
    ]);
  });

  it('is one object for scripts, with the name and nothing else of the person', async () => {
    const { status, value } = await json([cms, ...trust]);
    expect(status).toBe(0);
    expect(value).toEqual({
      files: [
        {
          file: cms,
          format: 'cms',
          ok: true,
          signatures: [
            {
              ok: true,
              name: '山田　太郎',
              certificate: expect.objectContaining({ kind: 'digitalSignature' }) as object,
              simulated: true,
              revocation: { status: 'not-checked' },
              time: { status: 'not-proven', reason: 'timestamp-missing' },
              claimedTime: '2026-11-22T01:02:03.000Z',
              digestAlgorithm: 'SHA-256',
              changes: [],
            },
          ],
        },
      ],
    });
    expect(JSON.stringify(value)).not.toMatch(/address|birth/u);
  });

  it('beside its document holds with that and no other', async () => {
    expect((await verify([detached, ...trust, '--document', document])).status).toBe(0);
    expect(await json([detached, ...trust, '--document', other])).toMatchObject({
      status: 1,
      value: { files: [{ ok: false, code: 'digest-mismatch' }] },
    });
    expect(await json([detached, ...trust])).toMatchObject({
      status: 1,
      value: { files: [{ ok: false, code: 'document-missing' }] },
    });
  });
});

describe('each format', () => {
  const armoured = (bytes: Uint8Array) =>
    `-----BEGIN CMS-----\n${Buffer.from(bytes).toString('base64')}\n-----END CMS-----\n`;
  it.each<[string, () => Promise<Uint8Array | string>]>([
    ['cms', () => signedCms('enveloping')],
    ['cms', async () => armoured(await signedCms('enveloping'))],
    ['jws', () => signedJws('enveloping')],
    ['jws', async () => `${Buffer.from(await signedJws('enveloping')).toString()}\n`],
    ['xml', () => signedXml('enveloped')],
    ['pdf', () => signedPdf('taro')],
  ])('is recognised by its content: %s', async (format, make) => {
    const file = write('signed', await make());
    expect(await json([file, ...trust])).toMatchObject({
      status: 0,
      value: { files: [{ format, ok: true, signatures: [{ name: '山田　太郎' }] }] },
    });
  });

  it.each<[string, () => Promise<Uint8Array>, Uint8Array, string]>([
    ['cms', () => signedCms('detached'), TEXT, 'digest-mismatch'],
    // Signed is the document itself, and no digest of it.
    ['jws', () => signedJws('detached'), TEXT, 'signature-invalid'],
    // By the name to which its reference was made.
    ['xml', () => signedXml('detached'), XML, 'digest-mismatch'],
  ])('holds beside its document and no other: %s', async (format, make, content, code) => {
    const signature = write('signature', await make());
    const args = [signature, ...trust, '--document', write('申請書', content)];
    expect(await json(args)).toMatchObject({ status: 0, value: { files: [{ format, ok: true }] } });
    write('申請書', 'another');
    expect(await json(args)).toMatchObject({ status: 1, value: { files: [{ code }] } });
  });

  it('that holds its document itself takes no other: PDF', async () => {
    const file = write('signed.pdf', await signedPdf('taro'));
    expect(await json([file, ...trust, '--document', document])).toMatchObject({
      status: 2,
      value: { files: [{ format: 'pdf', ok: false, code: 'document-unexpected', signatures: [] }] },
    });
  });
});

describe('a PDF with two signatures', () => {
  it('names both, and what the second one did to the first', async () => {
    const file = write('two.pdf', await signedPdf('taro', 'hanako'));
    const { status, stdout } = await verify([file, ...trust]);
    expect(status).toBe(0);
    const lines = stdout.split('\n');
    expect(lines[0]).toBe(`${file}: valid, 2 signatures`);
    expect(lines.filter((line) => /^ {2}\d/u.test(line))).toEqual([
      '  1. 山田　太郎 (simulated card: not a real person)',
      expect.stringMatching(/^ {2}2\. .+ \(simulated card: not a real person\)$/u),
    ]);
    expect(lines.filter((line) => line.includes('Document:'))).toEqual([
      '     Document: as it was signed, in an earlier version; since then a signature was added',
      '     Document: whole, as it was signed',
    ]);
  });

  it('is not valid when one of them is not', async () => {
    const file = write('one-expired.pdf', await signedPdf('taro', 'expired'));
    expect(await json([file, ...trust])).toMatchObject({
      status: 1,
      value: {
        files: [
          {
            ok: false,
            code: 'certificate-expired',
            signatures: [{ ok: true }, { code: 'certificate-expired' }],
          },
        ],
      },
    });
  });

  it('is not valid with anything behind the last of them', async () => {
    const pdf = await signedPdf('taro');
    const file = write(
      'more.pdf',
      Buffer.concat([pdf, Buffer.from('1 0 obj\n<< /Type /Catalog >>\nendobj\n')]),
    );
    expect((await json([file, ...trust])).status).toBe(1);
  });
});

describe('a signature that is not valid', () => {
  it.each([
    ['expired', 'certificate-expired'],
    ['not-yet-valid', 'certificate-not-yet-valid'],
    ['wrong-key', 'signature-invalid'],
  ] as const)('by %s credentials is said to be so', async (credentials, code) => {
    const file = write(`${credentials}.p7m`, await signedCms('enveloping', credentials));
    expect(await json([file, ...trust])).toMatchObject({
      status: 1,
      value: { files: [{ ok: false, code, signatures: [{ ok: false, code }] }] },
    });
    const { stdout } = await verify([file, ...trust]);
    expect(stdout.split('\n')[0]).toMatch(new RegExp(`: NOT VALID\\. .+ \\(${code}\\)$`, 'u'));
  });

  it('makes the whole not valid, whatever the others are', async () => {
    const text = write('no-signature.txt', 'Dear Sir');
    const { status, value } = await json([cms, text, ...trust]);
    expect(status).toBe(1);
    expect(value).toMatchObject({ files: [{ ok: true }, { ok: false, code: 'format-unknown' }] });
  });

  it('is the one byte that was changed', async () => {
    const bytes = await signedCms('enveloping');
    const at = Buffer.from(bytes).indexOf(Buffer.from(TEXT));
    bytes[at] = 0xe9;
    const { status, stdout } = await verify([write('changed.p7m', bytes), ...trust], 'ja_JP.UTF-8');
    expect(status).toBe(1);
    const verdict = '無効です。文書が、署名したときのものと違います。(digest-mismatch)';
    // Why, in English for a log, is for scripts.
    expect(stdout.split('\n')).toEqual([expect.stringContaining(verdict), `  1. ${verdict}`]);
    const { value } = await json([write('changed.p7m', bytes), ...trust]);
    expect(value).toMatchObject({ files: [{ signatures: [{ reason: expect.any(String) as string }] }] });
  });
});

describe('with a revocation list', () => {
  const list = write('list.crl', revocationList());

  it.each([
    ['taro', 0, { ok: true, revocation: { status: 'checked', by: 'crl' } }],
    ['revoked', 1, { ok: false, code: 'certificate-revoked' }],
  ] as const)('%s is looked up', async (credentials, status, signature) => {
    const file = write('looked-up.p7m', await signedCms('enveloping', credentials));
    expect(await json([file, ...trust, '--crl', list])).toMatchObject({
      status,
      value: { files: [{ signatures: [signature] }] },
    });
  });

  it('that says nothing, nothing passes', async () => {
    expect(await json([cms, ...trust, '--crl', document])).toMatchObject({
      status: 1,
      value: { files: [{ code: 'revocation-unavailable' }] },
    });
  });

  it('says until when', async () => {
    expect((await verify([cms, ...trust, '--crl', list])).stdout).toMatch(
      /^ {5}Revocation: not revoked, as of \d+ \w+ 20\d\d at \d\d:\d\d:\d\d \(Japan\)$/mu,
    );
  });
});

describe('a time stamp', () => {
  it('proves the time when its authority is named, and nothing otherwise', async () => {
    const { signed, authority } = await stampedCms();
    const file = write('stamped.p7m', signed);
    const ca = write('tsa.der', authority);
    expect((await verify([file, ...trust, '--timestamp-ca', ca])).stdout).toMatch(
      /^ {5}Signed: before \d+ \w+ 20\d\d at \d\d:\d\d:\d\d \(Japan\), as a time stamp proves$/mu,
    );
    expect((await verify([file, ...trust])).stdout).toMatch(
      /Signed: .+ not proven: .+ \(--timestamp-ca\)$/mu,
    );
  });
});

describe('a file that cannot be read', () => {
  const missing = write('missing', '');
  rmSync(missing);

  it.each([['--test-ca'], ['--crl'], ['--document'], ['--timestamp-ca']])('after %s', async (option) => {
    expect(await json([cms, ...trust, option, missing])).toEqual({
      status: 3,
      value: { error: { code: 'file-unreadable', file: missing } },
    });
  });

  it('is told among the others', async () => {
    const { status, value } = await json([missing, cms, ...trust]);
    expect(status).toBe(3);
    expect(value).toMatchObject({ files: [{ ok: false, code: 'file-unreadable' }, { ok: true }] });
  });
});

describe('what works a terminal', () => {
  it('is not written to it', async () => {
    const file = write('\u{1b}[31m.txt', 'Dear Sir');
    const { stdout } = await verify([file, ...trust]);
    expect(stdout).not.toContain('\u{1b}');
  });
});

describe('arguments', () => {
  it.each([
    [['--help'], 0, /^Usage: kazasu verify/u],
    [['help'], 0, /^Usage: kazasu verify/u],
  ])('%j', async (args, status, pattern) => {
    const { stdout, ...rest } = await verify(args);
    expect(rest).toEqual({ status, stderr: '' });
    expect(stdout).toMatch(pattern);
  });

  it.each([
    [[], /^Usage: kazasu verify/u],
    [['a.pdf', '--trust-all'], /^kazasu verify: Unknown option: --trust-all \(see kazasu verify help\)$/u],
    [['a.pdf'], /^kazasu verify: Whose certificates do you trust\?.+export-ca --signature/u],
  ])('%j is not understood', async (args, pattern) => {
    const { status, stderr } = await verify(args);
    expect(status).toBe(2);
    expect(stderr).toMatch(pattern);
  });
});
