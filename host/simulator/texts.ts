import type { Language } from '../command-line.ts';
import type { StateFileProblem } from './state/state-file.ts';

/** What `kazasu simulate` says. */
export interface SimulateTexts {
  inserted(scenario: string): string;
  readonly removed: string;
  readonly reset: string;
  noToken(scenario: string): string;
  /** What `--vpcd` says; an address is HOST:PORT. */
  readonly vpcd: {
    inReader(scenario: string, address: string): string;
    readonly noCard: string;
    noReader(address: string): string;
    unsuitable(scenario: string): string;
  };
  readonly stateFile: Readonly<Record<StateFileProblem, (path: string) => string>>;
  /** @param reason as the operating system gives it, in English */
  failed(reason: string): string;
}

export const SIMULATE_TEXTS: Readonly<Record<Language, SimulateTexts>> = {
  en: {
    inserted: (scenario) => `Inserted: ${scenario}`,
    removed: 'Removed.',
    reset: 'Reset: every card is fresh again.',
    noToken: (scenario) => `No token of its own: ${scenario}`,
    vpcd: {
      inReader: (scenario, address) => `In the virtual reader at ${address}: ${scenario}`,
      noCard: 'No card. Put one in with "kazasu simulate insert".',
      noReader: (address) => `No virtual reader (vpcd) answers at ${address}. Trying again until it does.`,
      unsuitable: (scenario) => `Not possible in a virtual reader: ${scenario}`,
    },
    stateFile: {
      unreadable: (path) => `${path} cannot be understood. "kazasu simulate reset" replaces it.`,
      unwritable: (path) => `${path} cannot be written.`,
    },
    failed: (reason) => `failed: ${reason}`,
  },
  ja: {
    inserted: (scenario) => `カードを挿入しました: ${scenario}`,
    removed: 'カードを抜きました。',
    reset: 'すべてのカードを初期状態に戻しました。',
    noToken: (scenario) => `トークンを作れないシナリオです: ${scenario}`,
    vpcd: {
      inReader: (scenario, address) => `仮想リーダー(${address})にカードがあります: ${scenario}`,
      noCard: 'カードがありません。kazasu simulate insert で挿入できます。',
      noReader: (address) => `${address} で仮想リーダー(vpcd)が応答しません。応答があるまで接続を試みます。`,
      unsuitable: (scenario) => `仮想リーダーでは使えないシナリオです: ${scenario}`,
    },
    stateFile: {
      unreadable: (path) => `${path} の内容を読み取れません。kazasu simulate reset で作り直せます。`,
      unwritable: (path) => `${path} に書き込めません。`,
    },
    failed: (reason) => `失敗しました: ${reason}`,
  },
};
