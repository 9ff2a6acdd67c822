/** JWS with one defect each, and the code by which they are to be refused. Not published. */
import { createHmac, sign } from 'node:crypto';
import { toBase64, toBase64Url } from '../../../shared/base64.ts';
import { toUtf8 } from '../../../shared/bytes.ts';
import { startHash } from '../../running-hash.ts';
import type { IntegrityFailureCode } from '../../signature-report.ts';
import { makeTestSigner, type TestSigner } from '../../testing/test-signer.ts';

/** The people of the table, who do not exist. */
export interface JwsScene {
  readonly signer: TestSigner;
  readonly impostor: TestSigner;
  readonly document: Uint8Array;
}

export interface JwsAttack {
  readonly name: string;
  readonly code: IntegrityFailureCode;
  readonly make: (scene: JwsScene) => string;
  /** Beside the JWS, where that is part of the attack. */
  readonly document?: Uint8Array;
}

export function makeJwsScene(signer: TestSigner = makeTestSigner('山田 太郎')): JwsScene {
  return { signer, impostor: makeTestSigner('山田 花子'), document: toUtf8('{"申請":"転入"}') };
}

export interface JwsFields {
  /** Added to the honest ones; `undefined` leaves one out. */
  readonly header?: Readonly<Record<string, unknown>>;
  /** In place of the header's JSON. */
  readonly headerText?: string;
  /** In place of the payload, in what is sent but not in what is signed. */
  readonly sentPayload?: string;
  readonly sign?: (signingInput: Uint8Array) => Uint8Array;
}

/** What the scene's signer has signed, honestly by default. */
export function jwsBy({ signer, document }: JwsScene, fields: JwsFields = {}): string {
  const header = { alg: 'RS256', x5c: [toBase64(signer.certificate)], ...fields.header };
  const encoded = toBase64Url(toUtf8(fields.headerText ?? JSON.stringify(header)));
  const payload = toBase64Url(document);
  const signingInput = toUtf8(`${encoded}.${payload}`);
  const signature = fields.sign?.(signingInput) ?? sign('sha256', signingInput, signer.privateKey);
  return `${encoded}.${fields.sentPayload ?? payload}.${toBase64Url(signature)}`;
}

const withHeader =
  (header: Readonly<Record<string, unknown>>) =>
  (scene: JwsScene): string =>
    jwsBy(scene, { header });

const thumbprint = (certificate: Uint8Array): string =>
  toBase64Url(startHash('SHA-256').update(certificate).digest());

export const JWS_ATTACKS: readonly JwsAttack[] = [
  { name: 'crit', code: 'signature-form-unsupported', make: withHeader({ crit: ['exp'], exp: 1 }) },
  { name: 'crit of nothing', code: 'signature-form-unsupported', make: withHeader({ crit: [] }) },
  { name: 'b64', code: 'signature-form-unsupported', make: withHeader({ b64: false, crit: ['b64'] }) },
  {
    name: 'a key in the header',
    code: 'signature-form-unsupported',
    make: (scene) =>
      jwsBy(scene, {
        header: { jwk: scene.impostor.publicKey.export({ format: 'jwk' }) },
        sign: (input) => sign('sha256', input, scene.impostor.privateKey),
      }),
  },
  { name: 'jku', code: 'signature-form-unsupported', make: withHeader({ jku: 'https://example.com/keys' }) },
  { name: 'x5u', code: 'signature-form-unsupported', make: withHeader({ x5u: 'https://example.com/chain' }) },
  { name: 'x5t by SHA-1', code: 'signature-form-unsupported', make: withHeader({ x5t: 'AAAA' }) },
  {
    name: 'a parameter of JavaScript’s own',
    code: 'signature-form-unsupported',
    make: withHeader({ constructor: 1 }),
  },
  {
    name: 'no algorithm',
    code: 'signature-form-unsupported',
    make: (scene) => jwsBy(scene, { header: { alg: 'none' }, sign: () => new Uint8Array() }),
  },
  {
    name: 'the certificate as the secret of a MAC',
    code: 'signature-form-unsupported',
    make: (scene) =>
      jwsBy(scene, {
        header: { alg: 'HS256' },
        sign: (input) => createHmac('sha256', scene.signer.certificate).update(input).digest(),
      }),
  },
  { name: 'RSASSA-PSS', code: 'signature-form-unsupported', make: withHeader({ alg: 'PS256' }) },
  {
    name: 'an algorithm in small letters',
    code: 'signature-form-unsupported',
    make: withHeader({ alg: 'rs256' }),
  },
  { name: 'no certificate', code: 'signature-form-unsupported', make: withHeader({ x5c: undefined }) },
  { name: 'a list of no certificates', code: 'signature-form-unsupported', make: withHeader({ x5c: [] }) },
  {
    name: 'a certificate that is none',
    code: 'signature-malformed',
    make: withHeader({ x5c: [toBase64(toUtf8('certificate'))] }),
  },
  {
    name: 'another’s certificate first',
    code: 'signature-invalid',
    make: (scene) =>
      withHeader({ x5c: [scene.impostor, scene.signer].map((each) => toBase64(each.certificate)) })(scene),
  },
  {
    name: 'another’s certificate in x5t#S256',
    code: 'signer-certificate-unbound',
    make: (scene) => withHeader({ 'x5t#S256': thumbprint(scene.impostor.certificate) })(scene),
  },
  {
    name: 'a header parameter twice',
    code: 'signature-malformed',
    make: (scene) =>
      jwsBy(scene, {
        headerText: `{"alg":"none","alg":"RS256","x5c":["${toBase64(scene.signer.certificate)}"]}`,
      }),
  },
  {
    name: 'a header that is a list',
    code: 'signature-form-unsupported',
    make: (scene) => jwsBy(scene, { headerText: '[]' }),
  },
  {
    name: 'another digest than the header says',
    code: 'signature-invalid',
    make: withHeader({ alg: 'RS384' }),
  },
  {
    name: 'another document',
    code: 'signature-invalid',
    make: (scene) => jwsBy(scene, { sentPayload: toBase64Url(toUtf8('{}')) }),
  },
  {
    name: 'another document beside the one in it',
    code: 'digest-mismatch',
    make: (scene) => jwsBy(scene),
    document: toUtf8('{}'),
  },
  {
    name: 'detached from another document',
    code: 'signature-invalid',
    make: (scene) => jwsBy(scene, { sentPayload: '' }),
    document: toUtf8('{}'),
  },
  {
    name: 'an RSA key of 1024 bits',
    code: 'signature-algorithm-weak',
    make: (scene) => jwsBy({ ...scene, signer: makeTestSigner('山田 太郎', { bits: 1024 }) }),
  },
];
