import { describe, expect, it } from 'vitest';
import type { CardInspection } from '../card/card-inspection.ts';
import { cardFindings } from './card-findings.ts';

const NOW = new Date('2026-06-01T00:00:00Z');
const validity = (from: string, to: string) => ({ notBefore: new Date(from), notAfter: new Date(to) });
const CARD: CardInspection = {
  kind: 'individual-number-card',
  triesLeft: { userAuthentication: 3, digitalSignature: 5, cardInfoInput: 3 },
  certificates: {
    userAuthentication: {
      state: 'readable',
      validity: validity('2025-01-02T00:00:00Z', '2031-01-02T14:59:59Z'),
    },
    digitalSignature: { state: 'protected' },
  },
  simulated: false,
};
const withCertificate = (
  userAuthentication: CardInspection['certificates']['userAuthentication'],
): CardInspection => ({ ...CARD, certificates: { ...CARD.certificates, userAuthentication } });
const said = (card: CardInspection): string[] =>
  cardFindings(card, NOW).map((finding) => Object.values(finding).join(' '));

describe('cardFindings', () => {
  it('of a card in good order', () => {
    expect(said(CARD)).toEqual([
      'card-found individual-number-card',
      'pin-in-order userAuthentication 3',
      'pin-in-order digitalSignature 5',
      'pin-in-order cardInfoInput 3',
      'certificate-valid userAuthentication 2031-01-02T14:59:59.000Z',
      'certificate-present digitalSignature',
    ]);
  });

  it.each([
    [
      'a PIN that was mistyped',
      { ...CARD, triesLeft: { userAuthentication: 1 } },
      'pin-tries-used userAuthentication 1',
    ],
    ['a blocked PIN', { ...CARD, triesLeft: { digitalSignature: 0 } }, 'pin-blocked digitalSignature 0'],
    ['a simulated card', { ...CARD, simulated: true }, 'card-simulated'],
    [
      'a certificate that ends within three months',
      withCertificate({
        state: 'readable',
        validity: validity('2021-01-01T00:00:00Z', '2026-08-30T14:59:59Z'),
      }),
      'certificate-expires-soon userAuthentication 2026-08-30T14:59:59.000Z',
    ],
    [
      'a certificate that ends later',
      withCertificate({
        state: 'readable',
        validity: validity('2021-01-01T00:00:00Z', '2026-09-02T14:59:59Z'),
      }),
      'certificate-valid userAuthentication 2026-09-02T14:59:59.000Z',
    ],
    [
      'a certificate that has ended',
      withCertificate({
        state: 'readable',
        validity: validity('2021-01-01T00:00:00Z', '2026-05-31T14:59:59Z'),
      }),
      'certificate-expired userAuthentication 2026-05-31T14:59:59.000Z',
    ],
    [
      'a certificate that has not begun',
      withCertificate({
        state: 'readable',
        validity: validity('2026-06-02T00:00:00Z', '2031-01-01T14:59:59Z'),
      }),
      'certificate-not-yet-valid userAuthentication 2026-06-02T00:00:00.000Z',
    ],
    ['no certificate', withCertificate({ state: 'missing' }), 'certificate-missing userAuthentication'],
    ['one behind a PIN', withCertificate({ state: 'protected' }), 'certificate-present userAuthentication'],
    [
      'no signature certificate',
      { ...CARD, certificates: { ...CARD.certificates, digitalSignature: { state: 'missing' } } },
      'certificate-missing digitalSignature',
    ],
  ] satisfies [string, CardInspection, string][])('of %s', (_, card, expected) => {
    expect(said(card)).toContain(expected);
  });

  it('of a PIN that the card does not have: nothing', () => {
    expect(said({ ...CARD, triesLeft: {} }).filter((line) => line.startsWith('pin-'))).toEqual([]);
  });
});
