import type { Language } from '../command-line.ts';
import type { StateFileProblem } from './state/state-file.ts';

/** What `kazasu simulate` says. */
export interface SimulateTexts {
  inserted(scenario: string): string;
  readonly removed: string;
  readonly reset: string;
  readonly stateFile: Readonly<Record<StateFileProblem, (path: string) => string>>;
  /** @param reason as the operating system gives it, in English */
  failed(reason: string): string;
}

export const SIMULATE_TEXTS: Readonly<Record<Language, SimulateTexts>> = {
  en: {
    inserted: (scenario) => `Inserted: ${scenario}`,
    removed: 'Removed.',
    reset: 'Reset: every card is fresh again.',
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
    stateFile: {
      unreadable: (path) => `${path} の内容を読み取れません。kazasu simulate reset で作り直せます。`,
      unwritable: (path) => `${path} に書き込めません。`,
    },
    failed: (reason) => `失敗しました: ${reason}`,
  },
};
