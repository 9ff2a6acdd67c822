import type { Language } from '../command-line.ts';
import { MISTAKES, refusal } from '../usage.ts';
import type { ArgumentMistake } from './card-arguments.ts';

/** What `kazasu card help` prints. */
export const CARD_USAGE: Readonly<Record<Language, string>> = {
  en: `Usage: kazasu card <action> [options]

  status              The reader, the card, its certificates, and the tries left for each PIN.
  certificates        Validity, issuer and policy of the certificates.
    --show-personal     also what names the person; asks for the signature password
  change-pin PIN      Change a PIN: user-authentication, digital-signature or card-info-input.
  attributes [name] [address] [birth-date] [sex]
                      What the card says of its holder, or only what is named; asks for the PIN
                      for card information input. The Individual Number is never read.
  export-ca           Print the certificate of the authority that issued the card's certificates (PEM).
    --signature         the authority for signatures instead of user authentication
    --out FILE          write it to a file

  --reader NAME       The reader to use, or a part of its name; needed when several hold a card.
  --wait              Wait for a card.
  --json              One JSON object on standard output, for scripts.
  --simulated-card    Use the simulated card; see kazasu simulate help.
  --pin-stdin         Read PINs from standard input, one a line: the present one, then the new one.
                      Without it they are asked for on the terminal, and not shown. Never an argument.
  --last-try          With --pin-stdin: use a PIN although a mistake would lock it.

Exit status: 0 done, 1 failed, 2 not understood, 3 no reader or card, 4 wrong PIN, 5 PIN locked,
6 card in use, 7 not the right card, 8 outcome of the PIN unknown, 9 last try not confirmed.`,
  ja: `使い方: kazasu card <操作> [オプション]

  status              カードリーダー、カード、電子証明書、暗証番号の残り回数を表示します。
  certificates        電子証明書の有効期間、発行者、ポリシーを表示します。
    --show-personal     本人を示す項目も表示します(署名用電子証明書の暗証番号を尋ねます)
  change-pin 種類     暗証番号を変更します。種類は次のいずれかです:
                      user-authentication(利用者証明用)、digital-signature(署名用)、
                      card-info-input(券面事項入力補助用)
  attributes [name] [address] [birth-date] [sex]
                      氏名、住所、生年月日、性別(または指定した項目)を表示します。券面事項入力補助用の
                      暗証番号を尋ねます。マイナンバー(個人番号)は読み取りません。
  export-ca           電子証明書を発行した認証局の証明書(PEM)を表示します。
    --signature         利用者証明用ではなく、署名用の認証局
    --out ファイル      ファイルに書き込みます

  --reader 名前       使うカードリーダーの名前、またはその一部(カードが2枚以上あるときは必要)
  --wait              カードを待ちます。
  --json              スクリプト向けに、標準出力へ JSON を1つ出力します。
  --simulated-card    模擬カードを使います(kazasu simulate help を参照)。
  --pin-stdin         暗証番号を標準入力から1行ずつ(今の暗証番号、新しい暗証番号の順に)読み取ります。
                      付けなければ端末で尋ね、入力は表示しません。引数では受け取りません。
  --last-try          まちがえるとロックされる場合でも、標準入力の暗証番号を使います。

終了コード: 0 完了、1 失敗、2 引数などの誤り、3 リーダーかカードがない、4 暗証番号が違う、5 ロック、
6 カードが使用中、7 対象のカードではない、8 暗証番号の結果が不明、9 最後の1回の確認がない`,
};

/** One line that says what was not understood, or the usage where nothing was asked for. */
export function describeMistake({ mistake, typed, action }: ArgumentMistake, language: Language): string {
  if (mistake === 'no-action') return CARD_USAGE[language];
  if (mistake === 'secret') return `kazasu card: ${NEVER_AN_ARGUMENT[language]}`;
  return refusal('kazasu card', WHAT[mistake](typed, action, language), language);
}

type Described = Exclude<ArgumentMistake['mistake'], 'no-action' | 'secret'>;

const WHAT: Readonly<Record<Described, (typed: string, action: string, language: Language) => string>> = {
  action: (typed, _, language) => MISTAKES[language].command(typed),
  option: (typed, _, language) => MISTAKES[language].option(typed),
  argument: (typed, _, language) => MISTAKES[language].argument(typed),
  value: (typed, _, language) => MISTAKES[language].value(typed),
  'not-with': (typed, action, language) => NOT_WITH[language](typed, action),
  'pin-kind': (_typed, _action, language) => WHICH_PIN[language],
  'last-try-alone': (_typed, _action, language) => LAST_TRY_ALONE[language],
};

const NOT_WITH: Readonly<Record<Language, (option: string, action: string) => string>> = {
  en: (option, action) => `Not with ${action}: ${option}`,
  ja: (option, action) => `${action} では使えないオプションです: ${option}`,
};

const LAST_TRY_ALONE: Readonly<Record<Language, string>> = {
  en: '--last-try is for --pin-stdin only. On a terminal you are asked before the last try is used',
  ja: '--last-try は --pin-stdin とともに使います。端末では、最後の1回の前に確認を求めます',
};

const WHICH_PIN: Readonly<Record<Language, string>> = {
  en: 'Which PIN? user-authentication, digital-signature or card-info-input',
  ja: 'どの暗証番号かを指定してください: user-authentication、digital-signature、card-info-input',
};

const NEVER_AN_ARGUMENT: Readonly<Record<Language, string>> = {
  en: "An argument that may be a PIN was not taken. Other programs and the shell's history can see arguments: leave it out and type it when asked, or use --pin-stdin. If it was your PIN, remove it from the shell's history and consider changing it.",
  ja: '暗証番号の可能性がある引数は受け付けません。引数は、ほかのプログラムやシェルの履歴から見えます。引数には書かず、尋ねられてから入力するか、--pin-stdin を使ってください。本当に暗証番号だった場合は、シェルの履歴から消し、変更も検討してください。',
};
