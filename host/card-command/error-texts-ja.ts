import type { PinKind } from '../../shared/jpki.ts';
import type { ErrorTexts } from './error-texts.ts';

const PIN_NAME: Readonly<Record<PinKind, string>> = {
  userAuthentication: '利用者証明用電子証明書の暗証番号',
  digitalSignature: '署名用電子証明書の暗証番号',
  cardInfoInput: '券面事項入力補助用の暗証番号',
};
const named = (pin: PinKind | undefined): string => (pin === undefined ? '暗証番号' : PIN_NAME[pin]);

export const ERROR_TEXTS_JA: ErrorTexts = {
  internal: {
    title: '予期しない問題が起きました。',
    remedy: 'もう一度お試しください。続く場合は KAZASU_LOG=debug を付けて実行し、開発者にお知らせください。',
  },
  cancelled: {
    title: '中止しました。',
    remedy: '残りの回数は減っておらず、カードの内容も変わっていません。',
  },
  'timed-out': {
    title: '暗証番号が5分間入力されなかったため、カードとの接続を閉じました。',
    remedy: '準備ができたら、もう一度実行してください。残りの回数は減っていません。',
  },
  'no-terminal': {
    title: '暗証番号を入力する端末がありません。',
    remedy: '端末から実行するか、--pin-stdin を付けて、標準入力に暗証番号を1行ずつ渡してください。',
  },
  'pin-missing': (_, { action }) => ({
    title: '標準入力に暗証番号がありません。',
    remedy:
      action === 'change-pin'
        ? '今の暗証番号、新しい暗証番号の順に、1行ずつ渡してください。'
        : '1行に書いて渡してください。',
  }),
  'last-try': ({ pin }, { pinStdin }) => ({
    title: `${named(pin)}の入力は、残り1回です。暗証番号は送っていません。`,
    remedy: `次にまちがえるとロックされ、市区町村の窓口などで再設定が必要になります。それでも続けるには、${pinStdin ? '--last-try を付けて、もう一度実行してください' : 'もう一度実行して「はい」と答えてください'}。`,
  }),
  'no-reader': {
    title: 'カードリーダーが見つかりません。',
    remedy: 'カードリーダーをパソコンにつないで、もう一度実行してください。',
  },
  'reader-unknown': {
    title: '--reader で指定した名前のカードリーダーはありません。',
    remedy: '次のカードリーダーがつながっています。名前の一部でも指定できます。',
  },
  'several-cards': {
    title: 'カードが2枚以上あります。',
    remedy: '使うカードのカードリーダーを、--reader で指定してください。',
  },
  'file-unwritable': {
    title: '--out で指定したファイルに書き込めません。',
    remedy: 'フォルダーがあること、書き込みが許されていることを確かめてください。',
  },
  'pcsc-not-installed': {
    title: 'スマートカードの機能がインストールされていません。',
    remedy:
      'Debian や Ubuntu では pcscd と libpcsclite1 をインストールしてください: sudo apt install pcscd libpcsclite1',
  },
  'pcsc-unavailable': {
    title: 'スマートカードの機能を使えません。',
    remedy:
      'パソコンのスマートカード サービスが動いていません。Linux では pcscd を起動してください: sudo systemctl start pcscd.socket',
  },
  'reader-unavailable': {
    title: 'カードリーダーを使えません。',
    remedy: 'カードリーダーをつなぎ直して、もう一度実行してください。',
  },
  'card-absent': {
    title: 'カードがありません。',
    remedy:
      'マイナンバーカードを、カードリーダーに置くか差し込んでください。--wait を付けると、カードを待ちます。',
  },
  'card-removed': {
    title: 'カードが離れました。',
    remedy: 'マイナンバーカードを置き直して、もう一度実行してください。',
  },
  'card-in-use': {
    title: 'カードは別のソフトが使用中です。',
    remedy: 'カードを使っているほかのソフトを終了するか、処理が終わるまでお待ちください。',
  },
  'card-mute': {
    title: 'カードを読み取れません。',
    remedy: 'カードの向きと位置を確かめて、置き直すか差し込み直してください。',
  },
  'card-not-open': {
    title: 'カードとの接続が切れました。',
    remedy: 'カードを置き直して、もう一度実行してください。',
  },
  'transmission-failed': {
    title: 'カードリーダーとカードの通信に失敗しました。',
    remedy: 'カードを置き直すか、カードリーダーをつなぎ直して、もう一度実行してください。',
  },
  'card-unsupported': {
    title: '対応しているマイナンバーカードではありません。',
    remedy: 'カードリーダーのカードを、マイナンバーカードに取り替えてください。',
  },
  'smartphone-unsupported': {
    title: 'スマートフォンの電子証明書には対応していません。',
    remedy: 'マイナンバーカードそのものを使ってください。',
  },
  'card-malformed': {
    title: 'カードの内容を読み取れません。',
    remedy: 'カードを置き直してください。続く場合は、お住まいの市区町村の窓口にご相談ください。',
  },
  'pin-malformed': ({ pin = 'userAuthentication', which = 'present' }, { action }) => ({
    title: `${action === 'change-pin' ? WHICH[which] : ''}${named(pin)}の形が正しくありません。カードには何も送っていません。`,
    remedy: FORM[which][pin],
  }),
  'wrong-pin': ({ pin, triesLeft }) => ({
    title: `${named(pin)}が正しくありません。${triesLeft === undefined ? '' : `残り${triesLeft}回です。`}`,
    remedy: pin === undefined ? 'どの暗証番号かを確かめてください。' : NOT_THE_OTHER[pin],
  }),
  'pin-outcome-unknown': ({ pin }, { action }) => ({
    title: `${named(pin)}の確認中に通信が切れ、結果が分かりません。`,
    remedy: `カードを置き直し、kazasu card status で残りの回数を確かめてください。${action === 'change-pin' ? '今の暗証番号と新しい暗証番号のどちらが有効か分かりません。' : ''}`,
  }),
  'pin-blocked': ({ pin, lockedNow }) => ({
    title: lockedNow
      ? `${named(pin)}が正しくありません。最後の1回だったため、ロックされました。`
      : `${named(pin)}がロックされています。カードには何も送っていません。`,
    remedy:
      'お住まいの市区町村の窓口で、再設定(初期化)を申し込んでください。マイナンバーカードと、運転免許証などの本人確認書類をお持ちください。',
  }),
  'certificate-missing': {
    title: 'このカードには、必要な電子証明書がありません。',
    remedy:
      '発行は、お住まいの市区町村の窓口で申し込めます。15歳未満の方のカードには、通常、署名用電子証明書は入っていません。',
  },
  'certificate-not-yet-valid': {
    title: '電子証明書の有効期間が始まっていません。',
    remedy: 'パソコンの日付と時刻を確かめてください。',
  },
  'certificate-expired': {
    title: '電子証明書の有効期限が切れています。',
    remedy: 'お住まいの市区町村の窓口で、電子証明書を更新してください。',
  },
  'signature-mismatch': {
    title: 'カードの署名を確認できません。',
    remedy: 'もう一度お試しになり、続く場合は、お住まいの市区町村の窓口にご相談ください。',
  },
};

const WHICH: Readonly<Record<'present' | 'new', string>> = { present: '今の', new: '新しい' };

const FORM: Readonly<Record<'present' | 'new', Readonly<Record<PinKind, string>>>> = {
  present: {
    userAuthentication: '半角の数字4桁です。',
    digitalSignature: '半角の英数字6〜16文字です。',
    cardInfoInput: '半角の数字4桁です。',
  },
  new: {
    userAuthentication: '半角の数字4桁です。今と同じ番号は使えません。',
    digitalSignature: '半角の英字と数字を両方含む6〜16文字です。今と同じものは使えません。',
    cardInfoInput: '半角の数字4桁です。今と同じ番号は使えません。',
  },
};

const NOT_THE_OTHER: Readonly<Record<PinKind, string>> = {
  userAuthentication: '署名用の暗証番号(英数字6〜16文字)ではなく、利用者証明用の数字4桁です。',
  digitalSignature: '数字4桁の暗証番号ではなく、署名用の英数字6〜16文字です。',
  cardInfoInput: '利用者証明用ではなく、券面事項入力補助用の数字4桁です。',
};
