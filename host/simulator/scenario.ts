/** What can be put into the simulated reader: for each scenario a card, and what goes wrong with it. */
import type { CardPin } from './card/card-pins.ts';
import { INS } from './card/command-table.ts';
import type { CardSwitchSettings } from './card/switches.ts';
import type { CardName } from './personalisation.ts';

export interface Scenario {
  /** For the person; docs/simulator.md repeats it. */
  readonly description: Readonly<Record<'en' | 'ja', string>>;
  readonly card: CardName;
  /** What each insertion sets the counters to. */
  readonly triesAtInsertion?: Readonly<Record<CardPin, number>>;
  readonly switches?: CardSwitchSettings;
  readonly faults?: Faults;
}

export interface Faults {
  /** No connection: another program has the card, the card does not answer the reader, or there is no reader at all. */
  readonly noConnection?: 'in-use' | 'mute' | 'no-reader';
  /** The card leaves the reader with a command: before its answer arrives, or behind it. */
  readonly removal?: { readonly ins: number; readonly when: 'during' | 'after' };
  /** Bytes of data in an answer; the reader loses a longer one. */
  readonly longestAnswer?: number;
  /** How long every command takes. No latencies of real cards are published; this is a guess at a slow reader. */
  readonly delayMilliseconds?: number;
}

export const SCENARIOS = {
  normal: { description: { en: 'a card in good order', ja: '正常なカード' }, card: 'taro' },
  'other-person': {
    description: { en: 'the card of somebody else, 山田 花子', ja: '別人(山田 花子)のカード' },
    card: 'hanako',
  },
  'one-try-left': {
    description: {
      en: 'one try left for every PIN, again at each insertion',
      ja: '暗証番号の残り回数が1回(挿入のたびに1回へ戻る)',
    },
    card: 'one-try-left',
    triesAtInsertion: { userAuthentication: 1, digitalSignature: 1, cardInfoInput: 1 },
  },
  blocked: {
    description: { en: 'every PIN is blocked', ja: 'すべての暗証番号がロックされている' },
    card: 'blocked',
    triesAtInsertion: { userAuthentication: 0, digitalSignature: 0, cardInfoInput: 0 },
  },
  expired: {
    description: { en: 'both certificates have expired', ja: '電子証明書の有効期限が切れている' },
    card: 'expired',
  },
  'not-yet-valid': {
    description: {
      en: 'both certificates begin in the future',
      ja: '電子証明書の有効期間がまだ始まっていない',
    },
    card: 'not-yet-valid',
  },
  revoked: {
    description: {
      en: 'both certificates have been revoked, which the card does not show',
      ja: '電子証明書が失効している(カードからは分からない)',
    },
    card: 'revoked',
  },
  'wrong-key': {
    description: {
      en: 'the certificates belong to other keys than the card has',
      ja: '電子証明書がカードの鍵と対応しない',
    },
    card: 'wrong-key',
  },
  'no-certificate': {
    description: { en: 'no certificate was ever issued', ja: '電子証明書が発行されていない' },
    card: 'no-certificate',
  },
  'no-signature-certificate': {
    description: {
      en: 'no signature certificate, as for holders under 15',
      ja: '署名用電子証明書がない(15歳未満など)',
    },
    card: 'no-signature-certificate',
  },
  'foreign-card': {
    description: {
      en: 'a card of another kind, without 公的個人認証AP',
      ja: '別種のカード(公的個人認証APがない)',
    },
    card: 'foreign',
  },
  'removed-during-verify': {
    description: {
      en: 'the card is pulled while it checks a PIN, so that the host cannot know whether a try was counted',
      ja: '暗証番号の照合中にカードが抜かれる(回数が減ったかどうか分からない)',
    },
    card: 'taro',
    faults: { removal: { ins: INS.verify, when: 'during' } },
  },
  'removed-after-verify': {
    description: {
      en: 'the card is pulled just after it has answered to a PIN',
      ja: '暗証番号の照合の直後にカードが抜かれる',
    },
    card: 'taro',
    faults: { removal: { ins: INS.verify, when: 'after' } },
  },
  'removed-during-sign': {
    description: { en: 'the card is pulled while it signs', ja: '署名の計算中にカードが抜かれる' },
    card: 'taro',
    faults: { removal: { ins: INS.performSecurityOperation, when: 'during' } },
  },
  'wake-6f00': {
    description: {
      en: 'the first command after power-up is answered 6F00',
      ja: '電源投入後の最初のコマンドに 6F00 を返す',
    },
    card: 'taro',
    switches: { firstCommandFails: true },
  },
  'short-reader': {
    description: {
      en: 'the reader fails on answers of more than 224 bytes',
      ja: '224バイトを超える応答をリーダーが転送できない',
    },
    card: 'taro',
    faults: { longestAnswer: 224 },
  },
  slow: {
    description: { en: 'every command takes 300 ms', ja: '応答が遅い(1コマンド300ミリ秒)' },
    card: 'taro',
    faults: { delayMilliseconds: 300 },
  },
  mute: {
    description: { en: 'the card does not answer the reader', ja: 'カードがリーダーに応答しない' },
    card: 'taro',
    faults: { noConnection: 'mute' },
  },
  'in-use': {
    description: { en: 'another program holds the card', ja: '別のプログラムがカードを使用中' },
    card: 'taro',
    faults: { noConnection: 'in-use' },
  },
  'no-reader': {
    description: { en: 'no reader is plugged in', ja: 'カードリーダーが接続されていない' },
    card: 'taro',
    faults: { noConnection: 'no-reader' },
  },
} as const satisfies Record<string, Scenario>;
export type ScenarioName = keyof typeof SCENARIOS;

export const SCENARIO_NAMES = Object.keys(SCENARIOS) as readonly ScenarioName[]; // Object.keys forgets the literal keys

export function isScenarioName(name: string): name is ScenarioName {
  return Object.hasOwn(SCENARIOS, name);
}

/** A virtual reader is worked by pcscd, which alone says who has the card, whether there is a reader, and what it loses. */
export function fitsVirtualReader(name: ScenarioName): boolean {
  const { faults = {} }: Scenario = SCENARIOS[name];
  const cardIsFree = faults.noConnection === undefined || faults.noConnection === 'mute';
  return cardIsFree && faults.longestAnswer === undefined;
}
