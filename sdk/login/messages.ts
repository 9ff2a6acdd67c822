import type { Language } from './language.ts';
import type { LoginErrorCode } from './login-failure.ts';

/** What is going on between the press and the end of the log-in. */
export type LoginStep = 'preparing' | 'in-window' | 'confirming';

/** Every word that the element says. */
export interface Messages {
  readonly button: string;
  readonly steps: Readonly<Record<LoginStep, string>>;
  /** The site took so long that the press counts no more. */
  readonly pressAgain: string;
  readonly done: string;
  readonly problems: Readonly<Record<LoginErrorCode, { readonly title: string; readonly text: string }>>;
  readonly help: string;
}

const ja: Messages = {
  button: 'マイナンバーカードでログイン',
  steps: {
    preparing: '準備しています。',
    'in-window': 'Kazasuのウィンドウで続けてください。',
    confirming: 'ログインを確認しています。',
  },
  pressAgain: '準備ができました。もう一度ボタンを押してください。',
  done: 'ログインしました。',
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
      text: 'ログインの準備が正しくできませんでした。お手数ですが、このサイトの運営者にお知らせください。',
    },
    'not-allowed': {
      title: 'このサイトからのログインは許可されていません',
      text: 'もう一度ボタンを押してください。Kazasuの設定でこのサイトを拒否している場合は、設定を変えると使えます。',
    },
    busy: {
      title: 'ほかの手続きが進行中です',
      text: '開いているKazasuのウィンドウを終えるか閉じてから、もう一度お試しください。',
    },
    'user-cancelled': {
      title: 'ログインを取りやめました',
      text: '続けるには、もう一度ボタンを押してください。',
    },
    'timed-out': {
      title: '時間切れになりました',
      text: 'カードとカードリーダーを用意して、もう一度お試しください。',
    },
    'card-unusable': {
      title: 'このカードではログインできません',
      text: '暗証番号のロック、証明書の期限切れや未発行が考えられます。お住まいの市区町村の窓口で手続きできます。',
    },
    // A log-in has no documents: an extension that says so has been asked wrongly.
    'document-refused': {
      title: 'このサイトの不具合です',
      text: 'ログインの準備が正しくできませんでした。お手数ですが、このサイトの運営者にお知らせください。',
    },
    internal: {
      title: '思わぬ問題が起きました',
      text: 'もう一度お試しください。繰り返すときは、ブラウザを開き直してください。',
    },
    'login-refused': {
      title: 'ログインを確認できませんでした',
      text: 'パソコンの時計が合っているかを確かめて、もう一度お試しください。繰り返すときは、このサイトの運営者にお知らせください。',
    },
    'server-unavailable': {
      title: 'このサイトのサーバーが応答しません',
      text: '通信の状態を確かめて、しばらくしてから、もう一度お試しください。',
    },
  },
  help: 'Kazasuを使う準備',
};

const en: Messages = {
  button: 'Log in with My Number Card',
  steps: {
    preparing: 'Getting ready.',
    'in-window': 'Continue in Kazasu’s window.',
    confirming: 'Confirming your log-in.',
  },
  pressAgain: 'Ready now. Please press the button once more.',
  done: 'You are logged in.',
  problems: {
    'extension-unavailable': {
      title: 'The Kazasu extension was not found',
      text: 'Add the Kazasu extension to this browser, reload this page, then try again.',
    },
    'host-unavailable': {
      title: 'The Kazasu helper does not answer',
      text: 'Run “kazasu install” on this computer, restart the browser, then try again.',
    },
    'invalid-request': {
      title: 'Something is wrong with this site',
      text: 'It did not prepare the log-in correctly. Please tell the people who run it.',
    },
    'not-allowed': {
      title: 'This site may not ask you to log in',
      text: 'Press the button once more. If you have blocked this site in Kazasu’s options, you can allow it there.',
    },
    busy: {
      title: 'Something else is under way',
      text: 'Finish or close the Kazasu window that is open, then try again.',
    },
    'user-cancelled': {
      title: 'You stopped the log-in',
      text: 'Press the button again when you want to go on.',
    },
    'timed-out': {
      title: 'That took too long',
      text: 'Have your card and your reader at hand, then try again.',
    },
    'card-unusable': {
      title: 'This card cannot log in',
      text: 'Its PIN may be locked, or its certificate expired or never issued. Your municipal office can help.',
    },
    'document-refused': {
      title: 'Something is wrong with this site',
      text: 'It did not prepare the log-in correctly. Please tell the people who run it.',
    },
    internal: {
      title: 'Something unexpected happened',
      text: 'Please try again. If it happens again, restart the browser.',
    },
    'login-refused': {
      title: 'Your log-in could not be confirmed',
      text: 'Check that the clock of this computer is right, then try again. If it happens again, please tell the people who run this site.',
    },
    'server-unavailable': {
      title: 'This site’s server does not answer',
      text: 'Check your connection, wait a little, then try again.',
    },
  },
  help: 'How to get Kazasu ready',
};

export const MESSAGES: Readonly<Record<Language, Messages>> = { ja, en };
