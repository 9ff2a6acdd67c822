import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromUtf8, toUtf8 } from '../../shared/bytes.ts';
import { makeTestSigner } from '../testing/test-signer.ts';
import { OpensslTsa } from '../timestamp/testing/openssl-tsa.ts';
import { timestampRequest } from '../timestamp/timestamp-request.ts';
import { readTimestampResponse } from '../timestamp/timestamp-response.ts';
import { reportXml } from './report-xml.ts';
import { signXml } from './testing/sign-xml.ts';

const signer = makeTestSigner('山田 太郎');
let authority: OpensslTsa;
beforeAll(async () => {
  authority = await OpensslTsa.start();
});
afterAll(() => authority.stop());

async function stamp(stamped: Uint8Array): Promise<Uint8Array> {
  const request = timestampRequest(stamped);
  return readTimestampResponse(await authority.answer(request), request);
}

const timestampOf = async (xml: string) => (await reportXml(toUtf8(xml)))[0]?.timestamp;

describe('a time stamp of the signature', () => {
  it('is reported', async () => {
    const before = Date.now() - 2000;
    const timestamp = await timestampOf(fromUtf8(await signXml('<a/>', signer, { stamp })));
    expect(timestamp).toMatchObject({
      integrity: { ok: true },
      certificate: Uint8Array.from(authority.signer.certificate),
    });
    expect(timestamp?.time?.getTime()).toBeGreaterThan(before);
  });

  it.each([
    [
      'of another signature',
      'digest-mismatch',
      (xml: string, other: string) => xml.replace(tokenOf(xml), tokenOf(other)),
    ],
    ['that is none', 'signature-malformed', (xml: string) => xml.replace(tokenOf(xml), 'MAA=')],
    ['that is no base64', 'signature-malformed', (xml: string) => xml.replace(tokenOf(xml), '?')],
    [
      'of more than the signature',
      'signature-form-unsupported',
      (xml: string) =>
        xml.replace(
          '<xades:EncapsulatedTimeStamp>',
          '<xades:EncapsulatedTimeStamp></xades:EncapsulatedTimeStamp>$&',
        ),
    ],
    [
      'in an unknown canonical form',
      'signature-form-unsupported',
      (xml: string) =>
        xml.replace(/(<xades:SignatureTimeStamp><ds:CanonicalizationMethod Algorithm=")[^"]*/u, '$1urn:none'),
    ],
    [
      'in another canonical form',
      'ok',
      (xml: string) =>
        xml.replace(
          /(<xades:SignatureTimeStamp>)<ds:CanonicalizationMethod.*?<\/ds:CanonicalizationMethod>/u,
          '$1',
        ),
    ],
  ])('%s', async (_name, expected, edit) => {
    const [xml, other] = [
      await signXml('<a/>', signer, { stamp }),
      await signXml('<b/>', signer, { stamp }),
    ].map(fromUtf8);
    const edited = edit(xml ?? '', other ?? '');
    expect(edited).not.toBe(xml);
    const [report] = await reportXml(toUtf8(edited));
    // Anybody can put a time stamp into a document: the signature itself is what it was.
    expect(report?.integrity).toEqual({ ok: true });
    const integrity = report?.timestamp?.integrity;
    expect(integrity?.ok ? 'ok' : integrity?.code).toBe(expected);
  });
});

function tokenOf(xml: string): string {
  return /<xades:EncapsulatedTimeStamp>([^<]*)/u.exec(xml)?.[1] ?? '';
}
