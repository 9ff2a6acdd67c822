import type { Messages, Problem } from './messages.ts';

const CLOCK: Problem = {
  title: 'パソコンの時計が合っていないようです',
  text: '時計を合わせてから、もう一度お試しください。',
};
const LATER: Problem = {
  title: 'ただいま、どなたもログインできません',
  text: '図書館側の不具合です。しばらくしてから、もう一度お試しください。',
};

export const ja: Messages = {
  siteName: '風見市図書館',
  demoNotice:
    'Kazasuのデモサイトです。風見市も図書館も架空のものです。登録した内容はこのプログラムの記憶の中にだけあり、終了すると消えます。',
  toContent: '本文へ',
  menu: '利用者メニュー',
  logOut: 'ログアウト',
  simulated: {
    title: '模擬カード',
    text: 'テスト用のカードです。本物のマイナンバーカードではありません。',
  },
  login: {
    title: '利用者ページへのログイン',
    heading: ['カードをかざして、', 'ログイン。'],
    lead: '利用者番号もパスワードもいりません。マイナンバーカードと4桁の暗証番号で、ご自分の利用者ページに入れます。',
    purpose: '図書館の利用者ページへのログイン',
    noScript: 'ログインするには、このブラウザのJavaScriptを有効にしてください。',
    newHere: 'はじめての方も、このボタンから利用者登録に進めます。',
    privacy: 'ログインだけでは、氏名・住所・生年月日・性別・マイナンバーが図書館に届くことはありません。',
    stepsHeading: 'ログインの流れ',
    steps: [
      { title: '確認する', text: 'Kazasuのウィンドウに、このサイトのアドレスが表示されます。' },
      { title: 'かざす', text: 'マイナンバーカードをカードリーダーに置きます。' },
      { title: '入力する', text: '利用者証明用の暗証番号（数字4桁）を、そのウィンドウに入力します。' },
    ],
  },
  register: {
    title: '利用者登録',
    lead: 'このカードでのご利用は、はじめてです。次のことを登録すると、利用者ページを使えます。',
    returning: {
      title: '前からご利用の方へ',
      text: '証明書を更新したカードは、別のカードとして扱われます。ここでは登録せず、登録済みの別のカードでログインして「カード」のページでこのカードを加えるか、窓口にお越しください。',
    },
    back: '登録しないで戻る',
    copyHeading: 'カードから写す',
    copyText:
      '入力の手間を省けます。券面事項入力補助用の暗証番号（数字4桁）を使います。写す項目は、Kazasuのウィンドウで選べます。',
    copy: 'カードから写す',
    copied: 'カードから写しました。内容を確かめ、違っているところは直してください。',
    purpose: '図書館の利用者登録',
    formHeading: '登録する内容',
    noProof:
      'カードから写した内容も、直せるものなので証明にはなりません。はじめて本を借りるときに、窓口で本人確認をします。',
    fields: {
      name: { label: '氏名', wrong: '氏名を100文字以内で入力してください。' },
      address: { label: '住所', wrong: '住所を200文字以内で入力してください。' },
      birthDate: { label: '生年月日', wrong: '生年月日を、今日までの日付で入力してください。' },
      sex: { label: '性別', wrong: '性別を選んでください。' },
      consent: {
        label: '上の内容を、本の貸出と連絡のために図書館が保存することに同意します',
        wrong: '登録するには、保存への同意が必要です。',
      },
    },
    sexes: { male: '男性', female: '女性', unknown: '答えない', 'not-applicable': 'どちらでもない' },
    choose: '選んでください',
    submit: '登録する',
    wrongHeading: 'まだ登録していません。次のところを直してください。',
  },
  account: {
    title: '利用者ページ',
    welcome: 'ようこそ、',
    name: (name) => `${name}さん`,
    lead: '図書館があなたについて覚えるのは、次のことと、「カード」のページにあることだけです。',
    stated: 'ご本人の申し出です。図書館は、まだ確かめていません。',
    cardEndsSoon: (day) =>
      `このカードの証明書は${day}に切れます。更新すると番号が変わるので、その前に「カード」のページで別のカードを加えておいてください。`,
    notReceived: '届いていないもの',
    notReceivedItems: ['マイナンバー', '暗証番号', '顔写真', '証明書の番号'],
    notReceivedNote: '証明書の番号は、ログインの確認に使うだけで、保存しません。',
  },
  cards: {
    title: 'カード',
    lead: '次のカードで、この利用者ページにログインできます。',
    linkedOn: '加えた日',
    validUntil: '証明書の有効期限',
    key: 'この図書館での番号',
    thisOne: 'いま使っているカード',
    simulated: '模擬カード',
    unlink: 'このカードを外す',
    unlinkNumber: (number) => `カード${number}を外す`,
    unlinkNote: 'カードを外すと、そのカードでのログインはすべて終わります。最後の1枚は外せません。',
    number: (number) => `カード${number}`,
    addHeading: 'カードを加える',
    addText:
      '証明書を更新すると番号が変わり、前のカードではログインできなくなります。ほかのカードを加えておけば、そのときもログインできます。いま使っているカードをリーダーから外し、加えるカードを置いてください。',
    addWarning: '加えたカードを持つ人は、あなたとしてログインできます。',
    add: 'カードを加える',
    purpose: '図書館の利用者ページにこのカードを加える',
  },
  moving: {
    title: '引っ越しの届出',
    lead: '市役所・水道局・図書館への届出を、ここで一度に済ませられます。3通をまとめて署名し、それぞれの窓口に送ります。',
    formHeading: '届け出る内容',
    fields: {
      newAddress: { label: '新しい住所', wrong: '新しい住所を200文字以内で入力してください。' },
      movedOn: { label: '引っ越した日', wrong: '引っ越した日を入力してください。' },
    },
    known: (name, address) => `氏名（${name}）と前の住所（${address}）は、登録されている内容を写します。`,
    signing:
      '署名用の暗証番号（英数字6〜16文字）を1回入力します。署名の前に、3通とも中身を読めます。証明書に書かれた氏名・住所・生年月日・性別が、3つの窓口に届きます。',
    submit: '3通に署名して届け出る',
    purpose: '引っ越しの届出（市役所・水道局・図書館）',
    officesHeading: '届け先',
    offices: {
      citizens: { name: '風見市役所 市民課', form: '転入届' },
      waterworks: { name: '風見市水道局', form: '水道使用開始届' },
      library: { name: '風見市図書館', form: '利用者住所変更届' },
    },
  },
  moved: {
    title: '3つの窓口に届きました',
    lead: (moment) => `${moment}に届き、それぞれの窓口のサーバーが、自分宛ての届出を確かめました。`,
    verified: '確認済み',
    form: '届出（署名付き）',
    signer: '署名した人',
    address: '証明書の住所',
    claimedTime: '署名した時刻（本人のパソコンの時計）',
    noTime: '書かれていません',
    checked: '確かめたこと',
    checks: {
      integrity: '届出の全体が、署名されたときのままです',
      document: 'この窓口がお渡しした届出です',
      certificate: (day) => `署名用の証明書で、${day}まで有効です`,
      revocation: (isChecked) =>
        isChecked ? '証明書は失効していません' : '証明書の失効は、確認していません',
      name: (isSame) =>
        isSame ? '氏名は、登録されている氏名と同じです' : '氏名が、登録されている氏名と違います',
      time: (isProven) =>
        isProven ? '署名の時刻は、タイムスタンプで証明されています' : 'タイムスタンプは付いていません',
    },
    believed: '窓口が信じるのは、確かめた署名の氏名だけです。画面に入力された氏名ではありません。',
  },
  verified: {
    title: '確認の内容',
    lead: (moment) => `${moment}のログインで、図書館のサーバーが次の順に確かめました。`,
    steps: {
      token: {
        title: 'トークンの形',
        value: ({ type }) => type,
        text: '長さと書き方が、ログインのトークンのとおりです。',
      },
      issuer: {
        title: '証明書の発行者',
        value: ({ sha256, notBefore, notAfter }, { day }) =>
          `${sha256}（${day(notBefore)}から${day(notAfter)}までの世代）`,
        text: 'このサイトが信頼する認証局が発行し、署名しています。',
      },
      policy: {
        title: '証明書の種類',
        value: ({ oid }) => oid,
        text: '利用者証明用の証明書です。ログインのほかには使えません。',
      },
      validity: {
        title: '証明書の有効期間',
        value: ({ notBefore, notAfter }, { day }) => `${day(notBefore)}から${day(notAfter)}まで`,
        text: 'ログインのときに有効でした。',
      },
      signature: {
        title: '署名',
        value: () => '一致',
        text: '証明書の持ち主のカードが、暗証番号を受けて署名しました。',
      },
      audience: {
        title: '宛先',
        value: ({ origin }) => origin,
        text: 'このサイトのためのトークンです。ほかのサイトのものは使えません。',
      },
      nonce: {
        title: '使い捨ての番号',
        value: () => '1回目',
        text: 'このブラウザに渡した番号で、まだ使われていません。',
      },
      time: {
        title: '作られた時刻',
        value: () => '5分以内',
        text: 'たったいま作られたトークンです。',
      },
      revocation: {
        title: '失効',
        value: (revocation, { moment }) => {
          if (revocation.status === 'not-checked') return '確認していません（not-checked）';
          if (revocation.status === 'unavailable') return `確認できませんでした（${revocation.reason}）`;
          return `失効していません（${revocation.by}、${moment(revocation.asOf)}現在）`;
        },
        text: '紛失などで無効にされたカードは、ここで断られます。問い合わせられるのは、法律に基づく届出や認定を受けた事業者だけです。',
      },
      account: {
        title: 'この図書館での番号',
        value: ({ key, movedKey }) => (movedKey ? `${key}（新しい鍵の番号に移しました）` : key),
        text: '証明書から図書館の鍵で作った番号です。ほかのサイトの番号とは突き合わせられません。',
      },
    },
    forDevelopers: '開発者の方へ：検証の結果',
  },
  problems: {
    'extension-unavailable': {
      title: 'Kazasuの拡張機能が見つかりません',
      text: 'このブラウザにKazasuの拡張機能を追加し、このページを再読み込みしてから、もう一度お試しください。',
    },
    'host-unavailable': {
      title: 'Kazasuヘルパーが応答しません',
      text: 'このパソコンでコマンド「kazasu install」を実行し、ブラウザを開き直してから、もう一度お試しください。',
    },
    'invalid-request': {
      title: 'このサイトの不具合です',
      text: '準備が正しくできませんでした。お手数ですが、図書館にお知らせください。',
    },
    'not-allowed': {
      title: 'このサイトからの依頼は許可されていません',
      text: 'もう一度ボタンを押してください。Kazasuの設定でこのサイトを拒否している場合は、設定を変えると使えます。',
    },
    busy: {
      title: 'ほかの手続きが進行中です',
      text: '開いているKazasuのウィンドウを終えるか閉じてから、もう一度お試しください。',
    },
    'user-cancelled': {
      title: '取りやめました',
      text: '何も送信されていません。続けるには、もう一度ボタンを押してください。',
    },
    'timed-out': {
      title: '時間切れになりました',
      text: 'カードとカードリーダーを用意して、もう一度お試しください。',
    },
    'card-unusable': {
      title: 'このカードは使えません',
      text: '暗証番号のロック、証明書の期限切れや未発行が考えられます。お住まいの市区町村の窓口で手続きできます。',
    },
    'document-refused': {
      title: '署名できない書類があります',
      text: '書類が壊れているか、署名できない形式です。お手数ですが、図書館にお知らせください。',
    },
    internal: {
      title: '思わぬ問題が起きました',
      text: 'もう一度お試しください。繰り返すときは、ブラウザを開き直してください。',
    },
    'certificate-revoked': {
      title: 'このカードの証明書は失効しています',
      text: '紛失の届け出や再発行などで、使えなくなったカードです。心当たりがないときは、お住まいの市区町村の窓口にお尋ねください。',
    },
    'certificate-expired': {
      title: 'カードの証明書の期限が切れています',
      text: 'お住まいの市区町村の窓口で、証明書を更新できます。',
    },
    'certificate-not-yet-valid': {
      title: 'カードの証明書は、まだ有効ではありません',
      text: '有効期間が始まってから、もう一度お試しください。',
    },
    'issued-in-future': CLOCK,
    'issued-too-long-ago': CLOCK,
    'nonce-store-unavailable': LATER,
    'revocation-unavailable': LATER,
    'card-already-linked': {
      title: 'このカードは、もう加えてあります',
      text: 'リーダーのカードを、加えたいカードに替えてから、もう一度お試しください。',
    },
    'card-of-other-account': {
      title: 'このカードは、ほかの利用者のものです',
      text: '1枚のカードは、1人の利用者にだけ加えられます。',
    },
    'too-many-cards': {
      title: 'これ以上は加えられません',
      text: '使わないカードを外してから、もう一度お試しください。',
    },
    'last-card': {
      title: '最後の1枚は外せません',
      text: '外すと、どなたもログインできなくなります。先に別のカードを加えてください。',
    },
    'move-incomplete': {
      title: '届け出る内容がそろっていません',
      text: '新しい住所と、前後90日以内の引っ越した日を入力してください。',
    },
    'login-too-old': {
      title: 'もう一度ログインしてください',
      text: 'カードを加えたり外したりできるのは、ログインしてから10分の間です。ログアウトして、ログインし直してください。',
    },
    refused: {
      title: 'カードを確認できませんでした',
      text: 'もう一度お試しください。繰り返すときは、図書館にお知らせください。',
    },
    'site-unreachable': {
      title: '図書館のサーバーにつながりません',
      text: '通信の状態を確かめて、しばらくしてから、もう一度お試しください。',
    },
  },
  busy: 'Kazasuのウィンドウで続けてください',
};
