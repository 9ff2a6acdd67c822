/** @jsxImportSource hono/jsx */
import { html } from 'hono/html';
import type { Child } from 'hono/jsx';
import { LANGUAGES, type Language } from '../messages/language.ts';
import { MESSAGES } from '../messages/messages.ts';
import type { Markup } from './markup.ts';
import { MemberMenu, type MemberPage } from './member-menu.tsx';

const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { ja: '日本語', en: 'English' };

interface LayoutProps {
  readonly language: Language;
  readonly title: string;
  /** Where a member is, for their menu; nobody else has one. */
  readonly memberPage?: MemberPage;
  readonly script?: string;
  readonly children: Child;
}

/** A whole document; everything in it is escaped by Hono. */
export function renderPage(props: LayoutProps): Markup {
  return html`<!doctype html>${<Document {...props} />}`;
}

function Document({ language, title, memberPage, script, children }: LayoutProps) {
  const { siteName, demoNotice, toContent } = MESSAGES[language];
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} – ${siteName}`}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/style.css" />
        {script && <script type="module" src={script} />}
      </head>
      <body>
        <a class="to-content" href="#content">
          {toContent}
        </a>
        <header class="site-header">
          <div class="site-top">
            <a class="site-name" href="/">
              <Mark />
              {siteName}
            </a>
            <LanguageSwitch language={language} />
          </div>
          {memberPage && <MemberMenu language={language} current={memberPage} />}
        </header>
        <main id="content" tabindex={-1}>
          {children}
        </main>
        <footer class="site-footer">{demoNotice}</footer>
      </body>
    </html>
  );
}

/** The library's mark: an open book, and the wind that the city is named after. */
function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <path d="M16 11c-3-2.6-7-3.4-12-3v16c5-.4 9 .4 12 3 3-2.6 7-3.4 12-3V8c-5-.4-9 .4-12 3Zm0 0v16" />
      <path d="M8 3.5c4-1.6 6 1.6 10 0 2-.8 4-.9 6 0" />
    </svg>
  );
}

function LanguageSwitch({ language }: { language: Language }) {
  return (
    <nav class="languages" aria-label="言語 / Language">
      {LANGUAGES.map((one) => (
        <a
          href={`?lang=${one}`}
          lang={one}
          hreflang={one}
          aria-current={one === language ? 'true' : undefined}
        >
          {LANGUAGE_NAMES[one]}
        </a>
      ))}
    </nav>
  );
}
