/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import type { Account } from '../browser-sessions.ts';
import type { Language } from '../messages/language.ts';
import { MESSAGES } from '../messages/messages.ts';
import { type Markup, renderPage } from './layout.tsx';

export function accountPage(language: Language, account: Account): Markup {
  const { account: text } = MESSAGES[language];
  const { notBefore, notAfter } = account.certificate;
  return renderPage({
    language,
    title: text.title,
    children: (
      <section class="account" data-account={JSON.stringify(account)}>
        <h1>{text.heading}</h1>
        {account.simulated && (
          <p class="simulated">
            <strong>{text.simulated} </strong>
            {text.simulatedNote}
          </p>
        )}
        <p class="lead">{text.lead}</p>
        <div class="facts">
          <dl>
            <Fact name={text.accountKey} note={text.accountKeyNote}>
              <code>{account.accountKey}</code>
            </Fact>
            <Fact name={text.validity} note={text.validityNote}>
              {text.validFromTo(formatDate(notBefore, language), formatDate(notAfter, language))}
            </Fact>
            <Fact name={text.revocation} note={text.revocationNote}>
              {text.revocationStatus[account.revocation.status]}
            </Fact>
          </dl>
          <div>
            <h2>{text.notReceived}</h2>
            <ul class="not-received">
              {text.notReceivedItems.map((item) => (
                <li>{item}</li>
              ))}
            </ul>
            <form method="post" action="/logout">
              <button type="submit" class="secondary">
                {text.logOut}
              </button>
            </form>
          </div>
        </div>
      </section>
    ),
  });
}

function Fact({ name, note, children }: { name: string; note: string; children: Child }) {
  return (
    <div class="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
      <dd class="note">{note}</dd>
    </div>
  );
}

/** Certificates end at midnight in Japan. */
function formatDate(date: Date, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'Asia/Tokyo' }).format(date);
}
