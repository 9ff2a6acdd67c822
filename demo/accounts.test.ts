import type { AuthSuccess } from 'kazasu/verify';
import { beforeEach, expect, it } from 'vitest';
import { type Accounts, createMemoryAccounts } from './accounts.ts';
import type { Profile } from './profile.ts';

const PROFILE: Profile = { name: '山田　太郎', address: '架空県', birthDate: '1980-01-02', sex: 'male' };
const NOW = new Date('2026-04-01T00:00:00Z');

function verified(accountKey: string, ...formerAccountKeys: string[]): AuthSuccess {
  return {
    ok: true,
    accountKey,
    formerAccountKeys,
    certificate: {
      kind: 'userAuthentication',
      notBefore: new Date('2025-01-01T00:00:00Z'),
      notAfter: new Date('2030-01-01T00:00:00Z'),
      issuer: { sha256: 'A'.repeat(64), notBefore: new Date(0), notAfter: new Date(1) },
    },
    simulated: false,
    revocation: { status: 'not-checked' },
  };
}

let accounts: Accounts;
beforeEach(() => {
  accounts = createMemoryAccounts({ maxAccounts: 2, maxCards: 2, now: () => NOW });
});

const idOf = (card: AuthSuccess): string | undefined => accounts.recognise(card)?.account.id;

it('an account is known by its card', () => {
  const { account, card } = accounts.open(PROFILE, verified('a.1'));
  expect(accounts.recognise(verified('a.1'))).toEqual({ account, card, movedKey: false });
  expect(accounts.find(account.id)).toEqual(account);
  expect(card).toEqual({
    id: expect.any(String) as string,
    accountKey: 'a.1',
    simulated: false,
    notAfter: new Date('2030-01-01T00:00:00Z'),
    linkedAt: NOW,
  });
  expect(accounts.recognise(verified('a.2'))).toBeUndefined();
});

it('a key under an older secret moves once, with only its own card', () => {
  const { account } = accounts.open(PROFILE, verified('a.1'));
  accounts.link(account.id, verified('a.2'));
  expect(accounts.recognise(verified('b.1', 'a.1'))).toMatchObject({
    movedKey: true,
    account: { id: account.id },
  });
  expect(accounts.recognise(verified('b.1', 'a.1'))).toMatchObject({ movedKey: false });
  expect(accounts.find(account.id)?.cards.map(({ accountKey }) => accountKey)).toEqual(['b.1', 'a.2']);
  expect(idOf(verified('a.1'))).toBeUndefined();
  expect(idOf(verified('a.2'))).toBe(account.id);
});

it('a card is in one account at most', () => {
  const one = accounts.open(PROFILE, verified('a.1')).account.id;
  const other = accounts.open(PROFILE, verified('a.2')).account.id;
  expect(accounts.link(one, verified('a.2'))).toBe('card-of-other-account');
  expect(accounts.link(other, verified('a.2'))).toBe('card-already-linked');
  expect(accounts.open(PROFILE, verified('a.1')).account.id).toBe(one);
});

it('also under its older key', () => {
  const one = accounts.open(PROFILE, verified('a.1')).account.id;
  accounts.open(PROFILE, verified('a.2'));
  expect(accounts.link(one, verified('b.2', 'a.2'))).toBe('card-of-other-account');
});

it('cards are added up to a limit, and taken out down to one', () => {
  const { account, card } = accounts.open(PROFILE, verified('a.1'));
  expect(accounts.unlink(account.id, card.id)).toBe('last-card');
  expect(accounts.link(account.id, verified('a.2'))).toBe('linked');
  expect(accounts.link(account.id, verified('a.3'))).toBe('too-many-cards');
  expect(accounts.unlink(account.id, 'nonsense')).toBe('no-such-card');
  expect(accounts.unlink(account.id, card.id)).toBe('unlinked');
  expect(idOf(verified('a.1'))).toBeUndefined();
  expect(idOf(verified('a.2'))).toBe(account.id);
});

it('the oldest account is forgotten with its cards when there are too many', () => {
  const { account } = accounts.open(PROFILE, verified('a.1'));
  accounts.link(account.id, verified('a.2'));
  accounts.open(PROFILE, verified('a.3'));
  accounts.open(PROFILE, verified('a.4'));
  expect(accounts.find(account.id)).toBeUndefined();
  expect(['a.1', 'a.2', 'a.3', 'a.4'].map((key) => idOf(verified(key)) !== undefined)).toEqual([
    false,
    false,
    true,
    true,
  ]);
});
