import type { Messages } from './messages.ts';

export const ja: Messages = {
  siteName: '風見市図書館',
  demoNotice: 'Kazasuのデモサイトです。風見市も図書館も架空のものです。',
  login: {
    title: '利用者ページへのログイン',
    heading: ['カードをかざして、', 'ログイン。'],
    lead: '利用者番号もパスワードもいりません。マイナンバーカードと4桁の暗証番号で、ご自分の利用者ページに入れます。',
    button: 'マイナンバーカードでログイン',
    busy: 'Kazasuのウィンドウで続けてください',
    purpose: '図書館の利用者ページへのログイン',
    noScript: 'ログインするには、このブラウザのJavaScriptを有効にしてください。',
    privacy: '氏名・住所・生年月日・性別・マイナンバーが図書館に届くことはありません。',
    stepsHeading: 'ログインの流れ',
    steps: [
      { title: '確認する', text: 'Kazasuのウィンドウに、このサイトのアドレスが表示されます。' },
      { title: 'かざす', text: 'マイナンバーカードをカードリーダーに置きます。' },
      { title: '入力する', text: '利用者証明用の暗証番号（数字4桁）を、そのウィンドウに入力します。' },
    ],
  },
  problems: {
    'extension-unavailable': {
      title: 'Kazasuの拡張機能が見つかりません',
      text: '次の順に準備してから、もう一度お試しください。',
      steps: [
        'このブラウザに、Kazasuの拡張機能を追加します。',
        'このパソコンにKazasuヘルパーを入れ、コマンド「kazasu install」を実行します。',
        'このページを再読み込みします。',
      ],
    },
    'host-unavailable': {
      title: 'Kazasuヘルパーが応答しません',
      text: 'コマンド「kazasu install」を実行し、ブラウザを開き直してから、もう一度お試しください。',
    },
    'invalid-request': {
      title: 'このサイトの不具合です',
      text: 'ログインの準備が正しくできませんでした。お手数ですが、図書館にお知らせください。',
    },
    'not-allowed': {
      title: 'このサイトからのログインは許可されていません',
      text: 'もう一度ボタンを押してください。Kazasuの設定でこのサイトを拒否している場合は、設定を変えると使えます。',
    },
    busy: {
      title: 'ほかのログインが進行中です',
      text: '開いているKazasuのウィンドウを終えるか閉じてから、もう一度お試しください。',
    },
    'user-cancelled': {
      title: 'ログインを取りやめました',
      text: '何も送信されていません。続けるには、もう一度ボタンを押してください。',
    },
    'timed-out': {
      title: '時間切れになりました',
      text: 'カードとカードリーダーを用意して、もう一度お試しください。',
    },
    'card-unusable': {
      title: 'このカードではログインできません',
      text: '暗証番号のロック、証明書の期限切れや未発行が考えられます。お住まいの市区町村の窓口で手続きできます。',
    },
    internal: {
      title: '思わぬ問題が起きました',
      text: 'もう一度お試しください。繰り返すときは、ブラウザを開き直してください。',
    },
    'log-in-refused': {
      title: 'ログインを確認できませんでした',
      text: 'パソコンの時計が合っているかを確かめて、もう一度お試しください。繰り返すときは、図書館にお知らせください。',
    },
    'site-unreachable': {
      title: '図書館のサーバーにつながりません',
      text: '通信の状態を確かめて、もう一度お試しください。',
    },
  },
  account: {
    title: '利用者ページ',
    heading: 'ログインしました',
    lead: '図書館があなたについて覚えるのは、次のことだけです。',
    simulated: '模擬カード',
    simulatedNote: 'テスト用のカードです。本物のマイナンバーカードではありません。',
    accountKey: 'この図書館でのあなたの番号',
    accountKeyNote: 'ここだけで通じる番号です。ほかのサイトが持つ番号と突き合わせることはできません。',
    validity: '証明書の有効期間',
    validFromTo: (from, to) => `${from}から${to}まで`,
    validityNote: '証明書を更新すると、番号も新しくなります。',
    revocation: '失効確認',
    revocationStatus: { checked: '確認済み', 'not-checked': '未実施', unavailable: '確認できませんでした' },
    revocationNote:
      '証明書が失効していないかは確かめていません。確かめられるのは、法律に基づく届出や認定を受けた事業者です。',
    notReceived: '届いていないもの',
    notReceivedItems: ['氏名', '住所', '生年月日', '性別', 'マイナンバー'],
    logOut: 'ログアウト',
  },
};
