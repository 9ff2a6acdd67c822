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
  return new MemoryAccounts(settings);
}

class MemoryAccounts implements Accounts {
  readonly #settings: MemoryAccountsSettings;
  readonly #accounts = new Map<string, Account>();
  /** Account key → account id. */
  readonly #owners = new Map<string, string>();

  constructor(settings: MemoryAccountsSettings) {
    this.#settings = settings;
  }

  find(id: string): Account | undefined {
    return this.#accounts.get(id);
  }

  recognise({ accountKey, formerAccountKeys }: AuthSuccess): Recognised | undefined {
    const key = [accountKey, ...formerAccountKeys].find((each) => this.#owners.has(each)) ?? '';
    const account = this.find(this.#owners.get(key) ?? '');
    const card = account?.cards.find((each) => each.accountKey === key);
    if (!account || !card) return undefined;
    return key === accountKey ? { account, card, movedKey: false } : this.#moveKey(account, card, accountKey);
  }

  open(profile: Profile, verified: AuthSuccess): Recognised {
    const known = this.recognise(verified);
    if (known) return known;
    const card = this.#toCard(verified);
    const account = this.#keep({ id: randomUUID(), profile, openedAt: card.linkedAt, cards: [card] });
    this.#forgetOldest();
    return { account, card, movedKey: false };
  }

  link(accountId: string, verified: AuthSuccess): 'linked' | LinkRefusal {
    const owner = this.recognise(verified)?.account.id;
    if (owner !== undefined) return owner === accountId ? 'card-already-linked' : 'card-of-other-account';
    const account = this.find(accountId);
    if (!account || account.cards.length >= this.#settings.maxCards) return 'too-many-cards';
    this.#keep({ ...account, cards: [...account.cards, this.#toCard(verified)] });
    return 'linked';
  }

  unlink(accountId: string, cardId: string): 'unlinked' | 'last-card' | 'no-such-card' {
    const account = this.find(accountId);
    const card = account?.cards.find(({ id }) => id === cardId);
    if (!account || !card) return 'no-such-card';
    if (account.cards.length === 1) return 'last-card';
    this.#owners.delete(card.accountKey);
    this.#keep({ ...account, cards: account.cards.filter((each) => each !== card) });
    return 'unlinked';
  }

  /** The secret was changed (docs/accounts.md, "Changing the secret"): each account moves when somebody comes. */
  #moveKey(account: Account, card: LinkedCard, accountKey: string): Recognised {
    const moved = { ...card, accountKey };
    this.#owners.delete(card.accountKey);
    const cards = account.cards.map((each) => (each === card ? moved : each));
    return { account: this.#keep({ ...account, cards }), card: moved, movedKey: true };
  }

  #keep(account: Account): Account {
    this.#accounts.set(account.id, account);
    for (const { accountKey } of account.cards) this.#owners.set(accountKey, account.id);
    return account;
  }

  #forgetOldest(): void {
    const [oldest] = this.#accounts.values();
    if (!oldest || this.#accounts.size <= this.#settings.maxAccounts) return;
    this.#accounts.delete(oldest.id);
    for (const { accountKey } of oldest.cards) this.#owners.delete(accountKey);
  }

  #toCard({ accountKey, simulated, certificate }: AuthSuccess): LinkedCard {
    const { now = () => new Date() } = this.#settings;
    return { id: randomUUID(), accountKey, simulated, notAfter: certificate.notAfter, linkedAt: now() };
  }
}
