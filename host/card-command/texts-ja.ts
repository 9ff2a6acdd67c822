import { JPKI_OID, type PinKind } from '../../shared/jpki.ts';
import type { CardTexts } from './texts.ts';

const PIN_NAME: Readonly<Record<PinKind, string>> = {
  userAuthentication: '利用者証明用電子証明書の暗証番号',
  digitalSignature: '署名用電子証明書の暗証番号',
  cardInfoInput: '券面事項入力補助用の暗証番号',
};
const PIN_FORM: Readonly<Record<PinKind, string>> = {
  userAuthentication: '数字4桁',
  digitalSignature: '英数字6〜16文字',
  cardInfoInput: '数字4桁',
};
const NOT_THE_OTHER: Readonly<Record<PinKind, string>> = {
  userAuthentication: '署名用の暗証番号(英数字6〜16文字)ではありません。',
  digitalSignature: '利用者証明用などの暗証番号(数字4桁)ではありません。小文字は大文字として扱います。',
  cardInfoInput: '利用者証明用の暗証番号とは別のものです(同じ番号にしている場合もあります)。',
};
const NEW_FORM: Readonly<Record<PinKind, string>> = {
  userAuthentication: '半角の数字4桁で、今の暗証番号とは別のものにしてください。',
  digitalSignature: '半角の英字と数字を両方含む6〜16文字で、今の暗証番号とは別のものにしてください。',
  cardInfoInput: '半角の数字4桁で、今の暗証番号とは別のものにしてください。',
};

const day = new Intl.DateTimeFormat('ja-JP', { dateStyle: 'long', timeZone: 'Asia/Tokyo' });
const birthDay = new Intl.DateTimeFormat('ja-JP', { dateStyle: 'long', timeZone: 'UTC' });
const era = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', { dateStyle: 'long', timeZone: 'UTC' });

export const JA: CardTexts = {
  pins: {
    triesLeft: (kind, count) => `${PIN_NAME[kind]}: 残り${count}回`,
    notTheOther: (kind) => NOT_THE_OTHER[kind],
    asked: {
      only: (kind) => `暗証番号(${PIN_FORM[kind]}、表示されません): `,
      present: (kind) => `今の暗証番号(${PIN_FORM[kind]}、表示されません): `,
    },
    replacement: (kind) => `新しい暗証番号(${PIN_FORM[kind]}、表示されません): `,
    again: 'もう一度、新しい暗証番号: ',
    differ: '2つの入力が違います。新しい暗証番号をもう一度入力してください。',
    malformed: (kind) => `半角の${PIN_FORM[kind]}で入力してください。残りの回数は減っていません。`,
    newMalformed: (kind) => NEW_FORM[kind],
    lastTry: (kind) =>
      `最後の1回です。次にまちがえると${PIN_NAME[kind]}がロックされ、市区町村の窓口などで再設定が必要になります。`,
    confirmLastTry: '続けるには「はい」または yes と入力してください: ',
    yes: ['はい', 'yes'],
  },
  pinName: PIN_NAME,
  pinForm: PIN_FORM,
  certificateName: {
    userAuthentication: '利用者証明用電子証明書',
    digitalSignature: '署名用電子証明書',
    userAuthenticationCa: '利用者証明用認証局の証明書',
    digitalSignatureCa: '署名用認証局の証明書',
  },
  certificateState: {
    readable: 'あり',
    protected: 'あり(内容は暗証番号で保護)',
    missing: 'なし',
  },
  validity: { valid: '有効期間内', expired: '有効期限切れ', 'not-yet-valid': '有効期間の開始前' },
  cardKind: {
    'individual-number-card': 'マイナンバーカード',
    android: 'Androidスマートフォン',
    iphone: 'iPhone',
  },
  slotState: {
    empty: 'カードなし',
    card: 'カードあり',
    'in-use': '別のソフトが使用中',
    mute: 'カードが応答しません',
  },
  sex: { male: '男', female: '女', unknown: '不明', 'not-applicable': '適用不能' },
  attribute: { name: '氏名', address: '住所', birthDate: '生年月日', sex: '性別' },
  headings: {
    readers: 'カードリーダー',
    card: 'カード',
    certificates: '電子証明書',
    pins: '暗証番号の残り回数',
    kind: '種類',
    reader: 'リーダー',
  },
  fields: {
    state: '状態',
    validity: '有効期間',
    issuer: '発行者',
    authority: '認証局',
    policy: 'ポリシー',
    revocation: '失効確認',
    commonName: '識別名(CN)',
    serialNumber: 'シリアル番号',
    fingerprint: 'SHA-256',
  },
  policyName: { [JPKI_OID.authPolicy]: '利用者証明用', [JPKI_OID.signPolicy]: '署名用' },
  notChecked: 'していません',
  absent: 'なし',
  waiting: 'カードをかざすか、カードリーダーに差し込んでください。(中止: Ctrl-C)',
  showPersonalHint: '。--show-personal で表示できます',
  notFromJpki: 'これは模擬カードの証明書です。本物のカードの検証には使えません。',
  simulatedCard: 'これは模擬カードです。本物のカードではありません。',
  simulated: (kind) => `${kind}(模擬カード: 本物ではありません)`,
  changed: (kind) => `${PIN_NAME[kind]}を変更しました。`,
  wroteCertificate: (certificate) => `${certificate}を書き込みました。`,
  until: (verdict, date) => `${verdict}(${date}まで)`,
  tries: (count) => (count === 0 ? 'ロックされています' : `残り${count}回`),
  period: (notBefore, notAfter) => `${notBefore}から${notAfter}まで`,
  generation: (number) => `第${number}世代`,
  date: (date) => day.format(date),
  birthDate: (isoDate) => {
    const date = new Date(isoDate);
    return `${birthDay.format(date)}(${yearOfEra(date)})`;
  },
};

/** As official forms have it, 昭和55年. */
function yearOfEra(date: Date): string {
  const parts = era.formatToParts(date);
  return ['era', 'year'].map((type) => parts.find((part) => part.type === type)?.value ?? '').join('') + '年';
}
