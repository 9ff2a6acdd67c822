import { describe, expect, it } from 'vitest';
import {
  CA,
  fingerprintOf,
  json,
  LOGIN_CA,
  NEXT_CA,
  signedCms,
  verify,
  write,
} from './verify-command.fixture.ts';

const cms = write('notice.p7m', await signedCms('enveloping'));
const document = write('notice.txt', 'Dear Sir');

describe('trust', () => {
  it('is in nobody by default', async () => {
    expect(await json([cms])).toEqual({ status: 2, value: { error: { code: 'usage' } } });
  });

  it.each([
    ['an authority of simulated cards for real ones', ['--ca', CA], CA],
    ['one that is pinned', ['--ca', CA, '--ca-sha256', fingerprintOf(CA)], CA],
    ['an authority of another kind', ['--test-ca', LOGIN_CA], LOGIN_CA],
    ['something else', ['--test-ca', CA, '--ca', document], document],
    ['something else for time stamps', ['--test-ca', CA, '--timestamp-ca', document], document],
    ['one that is named twice', ['--test-ca', CA, '--test-ca', CA], CA],
  ])('is not in %s, and the file is named', async (_, options, file) => {
    expect(await json([cms, ...options])).toEqual({
      status: 3,
      value: { error: { code: 'authority-unsuitable', file } },
    });
    expect((await verify([cms, ...options])).stderr).toContain(`kazasu verify: ${file} holds no authority`);
    expect((await verify([cms, ...options], 'ja_JP.UTF-8')).stderr).toContain(file);
  });

  describe('in an authority that this version does not know', () => {
    const sha256 = fingerprintOf(NEXT_CA);

    it('is not there without its fingerprint, which is shown', async () => {
      expect(await json([cms, '--ca', NEXT_CA])).toEqual({
        status: 3,
        value: { error: { code: 'authority-unknown', file: NEXT_CA, sha256 } },
      });
      for (const language of ['C', 'ja_JP.UTF-8']) {
        const { stderr } = await verify([cms, '--ca', NEXT_CA], language);
        for (const part of [NEXT_CA, 'J-LIS', `--ca-sha256 ${sha256}`]) expect(stderr).toContain(part);
      }
    });

    it('is there with its fingerprint', async () => {
      const file = write('next.p7m', await signedCms('enveloping', 'next'));
      expect(await json([file, '--ca', NEXT_CA, '--ca-sha256', sha256.toLowerCase()])).toMatchObject({
        status: 0,
        value: { files: [{ ok: true, signatures: [{ name: '山田　太郎', simulated: false }] }] },
      });
    });

    it('is not there with another', async () => {
      const another = '0'.repeat(64);
      const args = [cms, '--ca', NEXT_CA, '--ca-sha256', another];
      expect(await json(args)).toEqual({
        status: 3,
        value: { error: { code: 'authority-mismatch', file: NEXT_CA, sha256 } },
      });
      expect((await verify(args)).stderr).toContain(`its SHA-256 is ${sha256}`);
    });
  });
});
