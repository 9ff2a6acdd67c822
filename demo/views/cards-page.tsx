/** @jsxImportSource hono/jsx */
import type { LinkedCard } from '../accounts.ts';
import type { Member } from '../members.ts';
import { datesIn } from '../messages/dates.ts';
import type { Language } from '../messages/language.ts';
import { MESSAGES } from '../messages/messages.ts';
import { shorten } from '../verification-report.ts';
import { renderPage } from './layout.tsx';
import type { Markup } from './markup.ts';
import { ProblemNotice, ProblemTemplates } from './problems.tsx';

/** @param refused why a card was not taken out */
export function cardsPage(
  language: Language,
  { account, card: current }: Member,
  refused?: 'last-card' | 'login-too-old',
): Markup {
  const { cards: text, problems } = MESSAGES[language];
  return renderPage({
    language,
    title: text.title,
    memberPage: 'cards',
    script: '/add-card.js',
    children: (
      <section class="page" data-page="cards">
        <h1>{text.title}</h1>
        {refused && <ProblemNotice code={refused} problem={problems[refused]} />}
        <p class="lead">{text.lead}</p>
        <ul class="cards">
          {account.cards.map((card, index) => (
            <Card
              language={language}
              card={card}
              number={index + 1}
              isCurrent={card.id === current.id}
              isLast={account.cards.length === 1}
            />
          ))}
        </ul>
        <p class="aside">{text.unlinkNote}</p>
        <AddCard language={language} />
      </section>
    ),
  });
}

interface CardProps {
  readonly language: Language;
  readonly card: LinkedCard;
  readonly number: number;
  readonly isCurrent: boolean;
  readonly isLast: boolean;
}

function Card({ language, card, number, isCurrent, isLast }: CardProps) {
  const { cards: text } = MESSAGES[language];
  const { day } = datesIn(language);
  return (
    <li class="card-entry" data-card>
      <h2>
        {text.number(number)}
        {isCurrent && <span class="tag">{text.thisOne}</span>}
        {card.simulated && <span class="tag quiet">{text.simulated}</span>}
      </h2>
      <dl>
        <dt>{text.linkedOn}</dt>
        <dd>{day(card.linkedAt)}</dd>
        <dt>{text.validUntil}</dt>
        <dd>{day(card.notAfter)}</dd>
        <dt>{text.key}</dt>
        <dd>
          <code>{shorten(card.accountKey)}</code>
        </dd>
      </dl>
      {!isLast && (
        <form method="post" action={`/cards/${card.id}/unlink`}>
          <button type="submit" class="secondary" aria-label={text.unlinkNumber(number)}>
            {text.unlink}
          </button>
        </form>
      )}
    </li>
  );
}

function AddCard({ language }: { language: Language }) {
  const { cards: text, busy } = MESSAGES[language];
  return (
    <section class="add-card" aria-labelledby="add-heading">
      <h2 id="add-heading">{text.addHeading}</h2>
      <p>{text.addText}</p>
      <p>
        <strong>{text.addWarning}</strong>
      </p>
      <button id="add-card" type="button" class="primary" data-purpose={text.purpose} data-busy={busy}>
        {text.add}
      </button>
      <ProblemTemplates language={language} />
    </section>
  );
}
