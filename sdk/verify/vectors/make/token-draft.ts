/** A log-in in the making, in which defects can be put one after the other. */
import type { KeyObject } from 'node:crypto';
import type { AuthFailureCode } from '../../auth-result.ts';
import { makeLeaf } from '../../testing/test-pki.ts';
import { encodePart, headerFor, makeToken } from '../../testing/test-token.ts';
import type { VectorOf } from '../vector.ts';
import { type CertificateDefect, type CertificateDraft, makeFrom } from './certificate-draft.ts';
import { authority, NOW, personKeys, pinned } from './people.ts';

export interface TokenDraft {
  readonly case: Pick<VectorOf<'token'>, 'settings' | 'nonces' | 'session' | 'now'>;
  readonly certificate: CertificateDraft;
  /** Beside, or in place of, what belongs there; `undefined` leaves it out. */
  readonly header: Readonly<Record<string, unknown>>;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Makes other JSON of the JSON. */
  readonly spellHeader: (json: string) => string;
  readonly spellPayload: (json: string) => string;
  readonly key: KeyObject;
  /** Done to the token when it is signed, in this order. */
  readonly respellings: readonly ((token: string) => unknown)[];
}
export type TokenDefect = (draft: TokenDraft) => TokenDraft;
/** `like` names the case without the defect, by default `valid`. */
export type TokenRow = readonly [
  name: string,
  code: AuthFailureCode,
  about: string,
  defect: TokenDefect,
  like?: string,
];

export const ORIGIN = 'https://shop.example';
export const SESSION = 'session-1';
export const NONCE = Buffer.alloc(32, 1).toString('base64url');
const IN_TEN_MINUTES = new Date(NOW.getTime() + 600_000).toISOString();

/** In which nothing is wrong. */
export const GOOD_LOGIN: TokenDraft = {
  case: {
    settings: {
      origin: ORIGIN,
      trustAnchors: [pinned(authority)],
      testTrustAnchors: [],
      clockSkewSeconds: 300,
      validitySkewSeconds: 0,
      acceptRevocation: ['not-checked'],
      accountKeySecrets: [{ id: 'a', secret: Buffer.alloc(32, 7).toString('base64') }],
    },
    nonces: [{ nonce: NONCE, session: SESSION, expires: IN_TEN_MINUTES, used: false }],
    session: SESSION,
    now: NOW.toISOString(),
  },
  certificate: { authority, make: makeLeaf, overrides: {}, respellings: [] },
  header: {},
  payload: { aud: ORIGIN, nonce: NONCE, iat: NOW.getTime() / 1000 },
  spellHeader: (json) => json,
  spellPayload: (json) => json,
  key: personKeys.privateKey,
  respellings: [],
};

export function tokenOf(draft: TokenDraft): unknown {
  const header = { ...headerFor(makeFrom(draft.certificate)), ...draft.header };
  const token = makeToken({
    header: draft.spellHeader(JSON.stringify(header)),
    payload: draft.spellPayload(JSON.stringify(draft.payload)),
    key: draft.key,
  });
  return draft.respellings.reduce<unknown>((text, respell) => respell(String(text)), token);
}

export const header =
  (fields: TokenDraft['header']): TokenDefect =>
  (draft) => ({ ...draft, header: { ...draft.header, ...fields } });
export const payload =
  (fields: TokenDraft['payload']): TokenDefect =>
  (draft) => ({ ...draft, payload: { ...draft.payload, ...fields } });
export const spellHeader =
  (spell: TokenDraft['spellHeader']): TokenDefect =>
  (draft) => ({ ...draft, spellHeader: spell });
export const spellPayload =
  (spell: TokenDraft['spellPayload']): TokenDefect =>
  (draft) => ({ ...draft, spellPayload: spell });
export const signedWith =
  (key: KeyObject): TokenDefect =>
  (draft) => ({ ...draft, key });
export const respelt =
  (respell: (token: string) => unknown): TokenDefect =>
  (draft) => ({ ...draft, respellings: [...draft.respellings, respell] });
/** Another part in place of one of the three; nobody signs that. */
export const swapped = (index: number, part: unknown): TokenDefect =>
  respelt((token) => token.split('.').with(index, encodePart(part)).join('.'));
export const settings =
  (overrides: Partial<TokenDraft['case']['settings']>): TokenDefect =>
  (draft) => ({ ...draft, case: { ...draft.case, settings: { ...draft.case.settings, ...overrides } } });
export const nonces =
  (issued: TokenDraft['case']['nonces']): TokenDefect =>
  (draft) => ({ ...draft, case: { ...draft.case, nonces: issued } });
export const now =
  (time: string): TokenDefect =>
  (draft) => ({ ...draft, case: { ...draft.case, now: time } });
export const certificate =
  (defect: CertificateDefect): TokenDefect =>
  (draft) => ({ ...draft, certificate: defect(draft.certificate) });
export const both =
  (one: TokenDefect, other: TokenDefect): TokenDefect =>
  (draft) =>
    other(one(draft));
