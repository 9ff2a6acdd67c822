import type { DocumentFailureCode } from 'kazasu/verify';
import type { FileProblem } from './file-report.ts';
import type { VerifyTexts } from './texts.ts';

const day = new Intl.DateTimeFormat('ja-JP', { dateStyle: 'long', timeZone: 'Asia/Tokyo' });
const moment = new Intl.DateTimeFormat('ja-JP', {
  dateStyle: 'long',
  timeStyle: 'medium',
  timeZone: 'Asia/Tokyo',
});

const PROBLEM: Readonly<Record<DocumentFailureCode | FileProblem, string>> = {
  'file-unreadable': 'ファイルを読み取れません。',
  'format-unknown': 'PDF、CMS、XML、JWS のいずれでもありません。',
  'document-unexpected': 'PDF は文書そのものを含んでいます。--document は付けないでください。',
  'document-oversize': '文書が大きすぎます。',
  'document-malformed': 'ファイルが壊れているか、この形式の決まりに合っていません。',
  'signature-missing': '署名がありません。',
  'document-missing': '署名だけのファイルです。--document で元の文書を指定してください。',
  'signature-malformed': '署名が標準の形式に合っていません。',
  'signature-form-unsupported': '対応していない、または認められない方式の署名です。',
  'signature-algorithm-weak': '安全でなくなった暗号方式が使われています。',
  'signer-ambiguous': 'だれの署名かがはっきりしません(署名者がいないか、2人以上います)。',
  'signer-certificate-missing': '署名者の電子証明書が入っていません。',
  'signer-certificate-unbound':
    'どの電子証明書による署名かが示されていないか、別の電子証明書を示しています。',
  'coverage-gap': '署名の対象から外れている部分があります。',
  'reference-ambiguous': '署名の対象が、文書のどの部分か1つに決まりません。',
  'digest-mismatch': '文書が、署名したときのものと違います。',
  'signature-invalid': '電子証明書の持ち主による署名ではないか、署名のあとで書き換えられています。',
  'document-changed': '署名のあとで、文書が変更されています。',
  'certificate-malformed': '電子証明書の形式が正しくありません。',
  'certificate-issuer-unknown': '指定された認証局が発行した署名用電子証明書ではありません。',
  'certificate-signature-invalid': '電子証明書が、名のっている認証局の発行したものではありません。',
  'certificate-critical-extension': '電子証明書に、このソフトの知らない重要な項目があります。',
  'certificate-is-ca': '個人ではなく、認証局の証明書です。',
  'certificate-key-usage': '署名に使うための電子証明書ではありません。',
  'certificate-policy': '署名用電子証明書ではありません。',
  'certificate-key-weak': '電子証明書の鍵が、2048ビット以上の RSA ではありません。',
  'certificate-issuer-expired': '認証局の証明書が有効期間内ではありません。',
  'certificate-not-yet-valid': '電子証明書の有効期間がまだ始まっていません。',
  'certificate-expired': '電子証明書の有効期間が過ぎています。',
  'certificate-holder-malformed': '電子証明書に、氏名・住所・生年月日・性別が正しく入っていません。',
  'certificate-revoked': '電子証明書は失効しています。',
  'revocation-not-checked': '電子証明書の失効を確認していません。',
  'revocation-unavailable': '電子証明書が失効していないかを確認できませんでした。',
  'changes-unsigned': '最後の署名のあとで変更されており、今の内容にはだれも署名していません。',
};

export const JA: VerifyTexts = {
  field: {
    document: '文書',
    time: '署名日時',
    certificate: '電子証明書',
    revocation: '失効確認',
    reason: '専門家向けの詳細(英語)',
  },
  change: {
    'signature-added': '署名が追加されました',
    'timestamp-added': 'タイムスタンプが追加されました',
    'validation-data-added': '後日の検証のためのデータが追加されました',
    'nothing-visible': '内容を変えずに保存し直されました',
    'form-filled': 'フォームに記入されました',
    'annotation-changed': '注釈が追加または変更されました',
    'content-changed': '内容が変更されました',
    unreadable: '読み取れない変更があります',
  },
  timestampProblem: {
    'timestamp-missing': 'タイムスタンプなし',
    'timestamp-invalid': 'タイムスタンプが無効',
    'timestamp-authority-unknown': 'タイムスタンプの発行者が指定されていません(--timestamp-ca)',
    'timestamp-certificate-unsuitable': 'タイムスタンプ用ではない証明書が使われています',
    'timestamp-certificate-expired': 'タイムスタンプの証明書が有効期間外',
    'timestamp-in-future': 'タイムスタンプがこのコンピューターの時計より先の時刻',
  },
  unchanged: '全体が署名したときのままです',
  notChecked: 'していません',
  error: {
    'file-unreadable': (file) => `kazasu verify: ファイルを読み取れません: ${file}`,
    'authority-unknown': (file, sha256) =>
      `kazasu verify: このソフトは ${file} の認証局を知りません。この証明書の SHA-256 は ${sha256} です。J-LIS(地方公共団体情報システム機構)が公表している値と見比べ、同じ場合にだけ、この --ca のあとに次のように付けてください: --ca-sha256 ${sha256}`,
    'authority-mismatch': (file, sha256) =>
      `kazasu verify: ${file} の認証局は、--ca-sha256 で指定されたものではありません。この証明書の SHA-256 は ${sha256} です。`,
    'authority-unsuitable': (file) =>
      `kazasu verify: ${file} には、ここで使える認証局の証明書がありません。--ca には公的個人認証サービスの署名用認証局、--test-ca には模擬カードの署名用認証局、--timestamp-ca にはタイムスタンプの発行者の証明書を、1回ずつ指定してください。`,
    internal: () => 'kazasu verify: 予期しない問題が起きました。署名については何も確認できていません。',
  },
  problem: (code) => PROBLEM[code],
  valid: (signatures) => `有効です(署名${signatures}件)`,
  notValid: (problem, code) => `無効です。${problem}(${code})`,
  notJudged: (problem, code) => `確かめられません。${problem}(${code})`,
  simulated: (name) => `${name}(模擬カード: 実在の人ではありません)`,
  changedSince: (changes) => `署名したときの版のままです。その後、${changes.join('、')}`,
  proven: (at) => `${at}より前(日本時間。タイムスタンプで証明されています)`,
  claimed: (at, why) => `${at}(日本時間。署名者の時計によるもので、証明はありません: ${why})`,
  unknownTime: (why) => `不明(${why})`,
  until: (date) => `${date}まで有効`,
  notRevoked: (at) => `失効していません(${at}現在、日本時間)`,
  revokedLater: (at) => `署名のあと、${at}(日本時間)に失効しました`,
  revocationUnavailable: (reason) => `確認できませんでした(${reason})`,
  date: (date) => day.format(date),
  moment: (date) => moment.format(date),
};
