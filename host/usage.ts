import type { Language } from './command-line.ts';
import { excerpt } from './terminal/excerpt.ts';

/** What `kazasu help` prints. */
export const USAGE: Readonly<Record<Language, string>> = {
  en: `Usage: kazasu <command>

  install [--simulator] [--user-data-dir DIR]
      Register this program with the browsers of this user, or with one Chromium profile.
      --simulator registers the simulated card under its own name.
  uninstall [--simulator] [--user-data-dir DIR]
      Remove what install wrote.
  card ...
      Your card: status, certificates, PIN change; see kazasu card help.
  verify ...
      Who signed a file, and whether the signatures hold; see kazasu verify help.
  simulate ...
      Work the simulated card, also in a virtual reader; see kazasu simulate help.
  help, --version

With KAZASU_LOG=debug in its environment the host tells stderr what it does, never what it is given.`,
  ja: `使い方: kazasu <コマンド>

  install [--simulator] [--user-data-dir DIR]
      このユーザーのブラウザー(または指定した Chromium プロファイル)にこのプログラムを登録します。
      --simulator はシミュレーター(模擬カード)を別の名前で登録します。
  uninstall [--simulator] [--user-data-dir DIR]
      install で書き込んだものを取り除きます。
  card ...
      カードの状態、電子証明書、暗証番号の変更(kazasu card help を参照)。
  verify ...
      ファイルの署名者と、署名が有効かどうかを表示します(kazasu verify help を参照)。
  simulate ...
      模擬カードを操作します(仮想リーダーにも入れられます)。詳しくは kazasu simulate help。
  help, --version

環境変数 KAZASU_LOG=debug を付けると、処理の経過(入力内容は含みません)を標準エラー出力に記録します。`,
};

/** Said when `kazasu native-messaging` is started by a person. */
export const STARTED_BY_HAND: Readonly<Record<Language, string>> = {
  en: 'kazasu native-messaging is started by a browser. To register it with yours, run: kazasu install',
  ja: 'kazasu native-messaging はブラウザーが起動するものです。ブラウザーに登録するには kazasu install を実行してください。',
};

/** What of the arguments was not understood. A person has typed it, so it may be repeated, in one line at most. */
export interface MistakeTexts {
  command(typed: string): string;
  option(typed: string): string;
  scenario(typed: string): string;
  /** One more than is expected. */
  argument(typed: string): string;
  /** An option without its value, or with one that it does not take. */
  value(option: string): string;
}

export const MISTAKES: Readonly<Record<Language, MistakeTexts>> = {
  en: {
    command: (typed) => `Unknown command: ${excerpt(typed)}`,
    option: (typed) => `Unknown option: ${excerpt(typed)}`,
    scenario: (typed) => `Unknown scenario: ${excerpt(typed)}`,
    argument: (typed) => `Unexpected argument: ${excerpt(typed)}`,
    value: (option) => `Missing or unexpected value: ${excerpt(option)}`,
  },
  ja: {
    command: (typed) => `不明なコマンドです: ${excerpt(typed)}`,
    option: (typed) => `不明なオプションです: ${excerpt(typed)}`,
    scenario: (typed) => `不明なシナリオです: ${excerpt(typed)}`,
    argument: (typed) => `余分な引数です: ${excerpt(typed)}`,
    value: (option) => `オプションの値がないか、余分です: ${excerpt(option)}`,
  },
};

/** What a command that expects no more arguments says of the next one. */
export function unexpected(typed: string, mistakes: MistakeTexts): string {
  return typed.startsWith('-') ? mistakes.option(typed) : mistakes.argument(typed);
}

/** The line in which a command that has its own help refuses its arguments. */
export function refusal(command: string, mistake: string, language: Language): string {
  return REFUSAL[language](command, mistake);
}

const REFUSAL: Readonly<Record<Language, (command: string, mistake: string) => string>> = {
  en: (command, mistake) => `${command}: ${mistake} (see ${command} help)`,
  ja: (command, mistake) => `${command}: ${mistake}(${command} help を参照)`,
};
