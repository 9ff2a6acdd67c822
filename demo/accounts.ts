/**
 * Who uses the library, and by which cards they are known. A person is an account; a card is a way into it, and is known
 * by its account key alone: no serial number, no certificate, no token is kept.
 */
import { randomUUID } from 'node:crypto';
import type { AuthSuccess } from 'kazasu/verify';
import type { Profile } from './profile.ts';

export interface Account {
  readonly id: string;
  readonly profile: Profile;
  readonly openedAt: Date;
  /** Never empty: without a card nobody could get in. */
  readonly cards: readonly LinkedCard[];
}

export interface LinkedCard {
  /** For the site's own forms. The account key stays on the server. */
  readonly id: string;
  readonly accountKey: string;
  readonly simulated: boolean;
  /** The end of its certificate. */
  readonly notAfter: Date;
  readonly linkedAt: Date;
}

export interface Recognised {
  readonly account: Account;
  readonly card: LinkedCard;
  /** The account was found by a key under an older secret, and is kept under the current one from now on. */
  readonly movedKey: boolean;
}

/** A service has a database here, whose answers it awaits, with a unique index on the account key. */
export interface Accounts {
  find(id: string): Account | undefined;
  /** Whose card was verified; `undefined` for one that is new here. */
  recognise(verified: AuthSuccess): Recognised | undefined;
  /** For a card that is new. If it has got an account meanwhile (the form was sent twice), it is that one. */
  open(profile: Profile, verified: AuthSuccess): Recognised;
  link(accountId: string, verified: AuthSuccess): 'linked' | LinkRefusal;
  unlink(accountId: string, cardId: string): 'unlinked' | 'last-card' | 'no-such-card';
}

export type LinkRefusal = 'card-already-linked' | 'card-of-other-account' | 'too-many-cards';

interface MemoryAccountsSettings {
  /** Beyond this many the oldest is forgotten, as only a demo may. */
  readonly maxAccounts: number;
  /** Of one account. */
  readonly maxCards: number;
  readonly now?: () => Date;
}

/** In this process's memory: when it ends, nobody has an account. */
export function createMemoryAccounts(settings: MemoryAccountsSettings): Accounts {
  const { maxAccounts, maxCards, now = () => new Date() } = settings;
  const accounts = new Map<string, Account>();
  /** Account key → account id. */
  const owners = new Map<string, string>();

  function recognise(verified: AuthSuccess): Recognised | undefined {
    const { accountKey, formerAccountKeys } = verified;
    const key = [accountKey, ...formerAccountKeys].find((each) => owners.has(each)) ?? '';
    const account = accounts.get(owners.get(key) ?? '');
    const card = account?.cards.find((each) => each.accountKey === key);
    if (!account || !card) return undefined;
    if (key === accountKey) return { account, card, movedKey: false };
    return { ...moveKey(account, card, accountKey), movedKey: true };
  }

  /** The secret was changed (docs/accounts.md, "Changing the secret"): each account moves when somebody comes. */
  function moveKey(account: Account, card: LinkedCard, accountKey: string) {
    const moved = { ...card, accountKey };
    owners.delete(card.accountKey);
    return { account: keep(account, replace(account.cards, card, moved)), card: moved };
  }

  function keep(account: Account, cards: readonly LinkedCard[]): Account {
    const kept = { ...account, cards };
    accounts.set(account.id, kept);
    for (const { accountKey } of cards) owners.set(accountKey, account.id);
    return kept;
  }

  function forgetOldest(): void {
    const [oldest] = accounts.values();
    if (!oldest || accounts.size <= maxAccounts) return;
    accounts.delete(oldest.id);
    for (const { accountKey } of oldest.cards) owners.delete(accountKey);
  }

  return {
    find: (id) => accounts.get(id),
    recognise,
    open(profile, verified) {
      const known = recognise(verified);
      if (known) return known;
      const card = toCard(verified, now());
      const account = keep({ id: randomUUID(), profile, openedAt: now(), cards: [] }, [card]);
      forgetOldest();
      return { account, card, movedKey: false };
    },
    link(accountId, verified) {
      const owner = recognise(verified)?.account.id;
      if (owner !== undefined) return owner === accountId ? 'card-already-linked' : 'card-of-other-account';
      const account = accounts.get(accountId);
      if (!account || account.cards.length >= maxCards) return 'too-many-cards';
      keep(account, [...account.cards, toCard(verified, now())]);
      return 'linked';
    },
    unlink(accountId, cardId) {
      const account = accounts.get(accountId);
      const card = account?.cards.find(({ id }) => id === cardId);
      if (!account || !card) return 'no-such-card';
      if (account.cards.length === 1) return 'last-card';
      owners.delete(card.accountKey);
      keep(
        account,
        account.cards.filter((each) => each !== card),
      );
      return 'unlinked';
    },
  };
}

function toCard({ accountKey, simulated, certificate }: AuthSuccess, now: Date): LinkedCard {
  return { id: randomUUID(), accountKey, simulated, notAfter: certificate.notAfter, linkedAt: now };
}

function replace<Item>(items: readonly Item[], old: Item, replacement: Item): readonly Item[] {
  return items.map((item) => (item === old ? replacement : item));
}
