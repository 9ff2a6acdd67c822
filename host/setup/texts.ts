import type { Language } from '../command-line.ts';

/** What `kazasu install` and `kazasu uninstall` say. */
export interface SetupTexts {
  wrote(path: string): string;
  replaced(path: string): string;
  removed(path: string): string;
  /** A file under our name that is not ours. */
  leftAlone(path: string): string;
  launcherStays(path: string): string;
  /** @param code of the operating system, such as EACCES */
  failed(path: string, code: string): string;
  readonly noBrowser: string;
  readonly nothingToRemove: string;
  readonly otherPlatform: string;
}

export const SETUP_TEXTS: Readonly<Record<Language, SetupTexts>> = {
  en: {
    wrote: (path) => `Wrote ${path}`,
    replaced: (path) => `Replaced ${path}, which pointed elsewhere`,
    removed: (path) => `Removed ${path}`,
    leftAlone: (path) => `Left alone: ${path}, which was not written by kazasu install`,
    launcherStays: (path) =>
      `Kept ${path}, which other browsers may use. To remove everything, run: kazasu uninstall`,
    failed: (path, code) => `Failed (${code}): ${path}`,
    noBrowser:
      'No supported browser was found: Chromium, Google Chrome, Microsoft Edge, Brave, Vivaldi, Firefox.',
    nothingToRemove: 'Nothing to remove.',
    otherPlatform: 'Registration is supported on Linux only, so far.',
  },
  ja: {
    wrote: (path) => `書き込みました: ${path}`,
    replaced: (path) => `別のプログラムを指していたため置き換えました: ${path}`,
    removed: (path) => `削除しました: ${path}`,
    leftAlone: (path) => `kazasu install が書いたものではないため、そのまま残しました: ${path}`,
    launcherStays: (path) =>
      `ほかのブラウザーが使う可能性があるため残しました: ${path}(すべて取り除くには kazasu uninstall)`,
    failed: (path, code) => `失敗しました (${code}): ${path}`,
    noBrowser:
      '対応するブラウザーが見つかりません: Chromium、Google Chrome、Microsoft Edge、Brave、Vivaldi、Firefox。',
    nothingToRemove: '取り除くものはありません。',
    otherPlatform: '登録できるのは、今のところ Linux だけです。',
  },
};
