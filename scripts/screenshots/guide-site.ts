/** The site in the guide's pictures: a library that does not exist, with a button to log in and a form. */
import type { HTTPRequest, Page } from 'puppeteer-core';
import type { SceneStage } from './scene.ts';

/** A domain that is kept for examples (JPRS); nothing is ever fetched from it. */
const ORIGIN = 'https://library.example.jp';

const WORDS = {
  ja: {
    title: '見本市立図書館',
    login: 'マイナンバーカードでログイン',
    welcome: '本の予約と、借りている本の確認ができます。',
    form: '利用者カードの申し込み',
    fields: ['お名前', '郵便番号', 'ご住所', '生年月日', 'マイナンバー'],
  },
  en: {
    title: 'Mihon City Library',
    login: 'Log in with My Number Card',
    welcome: 'Reserve books, and see which ones you have borrowed.',
    form: 'Apply for a library card',
    fields: ['Full name', 'Postal code', 'Address', 'Date of birth', 'My Number'],
  },
} as const;

export type GuideLanguage = keyof typeof WORDS;

export interface GuideStage extends SceneStage {
  readonly language: GuideLanguage;
}

const STYLE = `body { max-width: 40rem; margin: 3rem; font: 1rem/1.7 sans-serif; color: #222; background: #fffdf7 }
p { max-width: 22rem } h1 { color: #5b3a1e } button { font: inherit; padding: .7rem 1.2rem } label { display: block; margin-block: .8rem }
input { display: block; width: 100%; box-sizing: border-box; font: inherit; padding: .4rem }`;

/** Opens it: the browser is given the page in the site's place, over https as far as it can tell. */
export async function openGuideSite({ browser, site, language }: GuideStage): Promise<Page> {
  const script = await (await fetch(`${site.origin}/page.js`)).text();
  const html = pageHtml(language);
  const page = await browser.newTab('about:blank');
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    void answer(request, html, script);
  });
  await page.setViewport({ width: 800, height: 560 });
  await page.goto(ORIGIN);
  return page;
}

function answer(request: HTTPRequest, html: string, script: string): Promise<void> {
  const isScript = request.url().endsWith('.js');
  return request.respond({
    contentType: `${isScript ? 'text/javascript' : 'text/html'}; charset=utf-8`,
    body: isScript ? script : html,
  });
}

function pageHtml(language: GuideLanguage): string {
  const { title, login, welcome, form, fields } = WORDS[language];
  const names = ['name', 'zip', 'address', 'birthday', 'mynumber'];
  const inputs = fields.map((label, index) => {
    const name = names[index] ?? '';
    return `<label>${label}<input name="${name}"${name === 'birthday' ? ' type="date"' : ''}></label>`;
  });
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>${title}</title>
<link rel="icon" href="data:,"><style>${STYLE}</style><h1>${title}</h1><p>${welcome}</p>
<button id="gesture">${login}</button><h2>${form}</h2><form>${inputs.join('')}</form><script src="/page.js"></script>`;
}
