/** What the requests that a prompt serves differ in. */
import type { PinKind } from '../../shared/jpki.ts';
import type { CardRequest } from '../../shared/page-protocol.ts';

export interface Task {
  readonly pin: PinKind;
  /** A certificate is read, and found usable, before the PIN is sent. */
  readonly needsCertificate: boolean;
}

export const TASKS: Readonly<Record<CardRequest['method'], Task>> = {
  authenticate: { pin: 'userAuthentication', needsCertificate: true },
  sign: { pin: 'digitalSignature', needsCertificate: false },
  readAttributes: { pin: 'cardInfoInput', needsCertificate: false },
};
