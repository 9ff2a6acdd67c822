import type { Language } from '../command-line.ts';
import { excerpt } from '../terminal/excerpt.ts';
import { MISTAKES, refusal } from '../usage.ts';
import type { VerifyMistake } from './verify-arguments.ts';

/** What `kazasu verify help` prints. */
export const VERIFY_USAGE: Readonly<Record<Language, string>> = {
  en: `Usage: kazasu verify [options] FILE...

Says who signed each file (PDF, CMS, XML or JWS) with a My Number Card, whether the signatures
hold, and what was changed since. Nothing is sent anywhere.

  --ca FILE           An authority for signatures that you trust, in PEM or DER; needed at least once.
                      kazasu card export-ca --signature writes the one of your card.
  --ca-sha256 DIGITS  SHA-256 of the --ca in front of it, compared with what J-LIS publishes; needed
                      for an authority that this version does not know.
  --test-ca FILE      Like --ca, for simulated cards (kazasu simulate ca --signature).
  --timestamp-ca FILE An authority whose time stamps prove when a file was signed.
  --crl FILE          A revocation list of the authority, in DER; then every certificate is looked up.
  --document FILE     What a detached signature is about; with one FILE.
  --json              One JSON object on standard output, for scripts.

Options may be given several times, but for --document.
Exit status: 0 every signature is valid, 1 one is not, or there is none, 2 not understood,
3 a file cannot be read, or holds no authority.`,
  ja: `使い方: kazasu verify [オプション] ファイル...

各ファイル(PDF、CMS、XML、JWS)について、マイナンバーカードでだれが署名したか、署名が有効か、署名の
あとで何が変わったかを表示します。どこにも送信しません。

  --ca ファイル           信頼する署名用認証局の証明書(PEM または DER)。1つ以上必要です。
                          お手持ちのカードのものは kazasu card export-ca --signature で書き出せます。
  --ca-sha256 16進数      直前の --ca の証明書の SHA-256(J-LIS の公表値と見比べたもの)。このソフトが
                          知らない認証局の場合に必要です。
  --test-ca ファイル      模擬カードの署名用認証局の証明書(kazasu simulate ca --signature)
  --timestamp-ca ファイル 署名日時の証明として認めるタイムスタンプの発行者
  --crl ファイル          認証局の失効リスト(DER)。指定すると、すべての電子証明書の失効を確認します。
  --document ファイル     署名だけのファイルの場合の、元の文書(検証するファイルは1つだけ)
  --json                  スクリプト向けに、標準出力へ JSON を1つ出力します。

--document 以外のオプションは、何度でも使えます。
終了コード: 0 すべての署名が有効、1 無効な署名があるか、署名がない、2 引数などの誤り、
3 ファイルを読み取れないか、使える認証局の証明書がない`,
};

/** One line that says what was not understood, or the usage where nothing was asked for. */
export function describeMistake({ mistake, typed }: VerifyMistake, language: Language): string {
  if (mistake === 'no-argument') return VERIFY_USAGE[language];
  return refusal('kazasu verify', WHAT[mistake](typed, language), language);
}

const WHAT: Readonly<
  Record<Exclude<VerifyMistake['mistake'], 'no-argument'>, (typed: string, language: Language) => string>
> = {
  option: (typed, language) => MISTAKES[language].option(typed),
  value: (typed, language) => MISTAKES[language].value(typed),
  'no-file': (_, language) => NO_FILE[language],
  fingerprint: (typed, language) => `${FINGERPRINT[language]}: ${excerpt(typed)}`,
  'fingerprint-of-none': (_, language) => FINGERPRINT_OF_NONE[language],
  'no-authority': (_, language) => NO_AUTHORITY[language],
  'document-of-several': (_, language) => DOCUMENT_OF_SEVERAL[language],
};

const NO_FILE: Readonly<Record<Language, string>> = {
  en: 'Which file?',
  ja: '検証するファイルを指定してください',
};

const FINGERPRINT: Readonly<Record<Language, string>> = {
  en: '--ca-sha256 takes 64 hexadecimal digits',
  ja: '--ca-sha256 には16進数64桁を指定してください',
};

const FINGERPRINT_OF_NONE: Readonly<Record<Language, string>> = {
  en: 'Each --ca-sha256 stands behind the --ca that it is about',
  ja: '--ca-sha256 は、それぞれ対象の --ca のあとに1つだけ指定してください',
};

const NO_AUTHORITY: Readonly<Record<Language, string>> = {
  en: 'Whose certificates do you trust? Name an authority with --ca FILE; kazasu card export-ca --signature writes the one of your card',
  ja: '信頼する署名用認証局の証明書を --ca ファイル で指定してください。お手持ちのカードのものは kazasu card export-ca --signature で書き出せます',
};

const DOCUMENT_OF_SEVERAL: Readonly<Record<Language, string>> = {
  en: '--document goes with one file',
  ja: '--document を使うときは、検証するファイルを1つだけ指定してください',
};
