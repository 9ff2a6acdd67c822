/** @jsxImportSource hono/jsx */
import type { Account } from '../accounts.ts';
import type { Member } from '../members.ts';
import { birthDateIn, datesIn } from '../messages/dates.ts';
import type { Language } from '../messages/language.ts';
import { MESSAGES } from '../messages/messages.ts';
import { renderPage } from './layout.tsx';
import type { Markup } from './markup.ts';
import { SimulatedNotice } from './simulated-notice.tsx';

/** A certificate can be renewed from three months before it ends. */
const SOON_MS = 92 * 86_400_000;

export function accountPage(language: Language, { account, card }: Member, now = new Date()): Markup {
  const { account: text } = MESSAGES[language];
  const endsSoon = card.notAfter.getTime() - now.getTime() < SOON_MS;
  return renderPage({
    language,
    title: text.title,
    memberPage: 'account',
    children: (
      <section class="page" data-page="account">
        <h1>
          {text.welcome}
          <span class="name">{text.name(account.profile.name)}</span>
        </h1>
        {card.simulated && <SimulatedNotice language={language} />}
        {endsSoon && <p class="notice">{text.cardEndsSoon(datesIn(language).day(card.notAfter))}</p>}
        <p class="lead">{text.lead}</p>
        <div class="columns">
          <ProfileFacts language={language} profile={account.profile} />
          <NotReceived language={language} />
        </div>
      </section>
    ),
  });
}

function ProfileFacts({ language, profile }: { language: Language; profile: Account['profile'] }) {
  const { register, account } = MESSAGES[language];
  const facts = [
    [register.fields.name.label, profile.name],
    [register.fields.address.label, profile.address],
    [register.fields.birthDate.label, birthDateIn(language, profile.birthDate)],
    [register.fields.sex.label, register.sexes[profile.sex]],
  ];
  return (
    <div>
      <dl class="facts">
        {facts.map(([name, value]) => (
          <div class="fact">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p class="aside">{account.stated}</p>
    </div>
  );
}

function NotReceived({ language }: { language: Language }) {
  const { account: text } = MESSAGES[language];
  return (
    <div>
      <h2>{text.notReceived}</h2>
      <ul class="not-received">
        {text.notReceivedItems.map((item) => (
          <li>{item}</li>
        ))}
      </ul>
      <p class="aside">{text.notReceivedNote}</p>
    </div>
  );
}
