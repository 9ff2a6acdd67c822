/** @jsxImportSource hono/jsx */
import type { Member } from '../members.ts';
import type { Language } from '../messages/language.ts';
import { MESSAGES } from '../messages/messages.ts';
import { OFFICES } from '../moving/notification.ts';
import { TextField } from './fields.tsx';
import { renderPage } from './layout.tsx';
import type { Markup } from './markup.ts';
import { ProblemTemplates } from './problems.tsx';

export function movingPage(language: Language, { account }: Member): Markup {
  const { moving: text, busy } = MESSAGES[language];
  return renderPage({
    language,
    title: text.title,
    memberPage: 'moving',
    script: '/moving.js',
    children: (
      <section class="page" data-page="moving">
        <h1>{text.title}</h1>
        <p class="lead">{text.lead}</p>
        <div class="columns">
          <form id="move">
            <h2>{text.formHeading}</h2>
            <TextField
              name="newAddress"
              text={text.fields.newAddress}
              value=""
              isWrong={false}
              autocomplete="off"
              maxlength={200}
            />
            <TextField
              name="movedOn"
              text={text.fields.movedOn}
              value=""
              isWrong={false}
              autocomplete="off"
              type="date"
            />
            <p class="aside">{text.known(account.profile.name, account.profile.address)}</p>
            <p class="aside">{text.signing}</p>
            <button id="sign-move" type="submit" class="primary" data-purpose={text.purpose} data-busy={busy}>
              {text.submit}
            </button>
            <ProblemTemplates language={language} />
          </form>
          <OfficeList language={language} />
        </div>
      </section>
    ),
  });
}

function OfficeList({ language }: { language: Language }) {
  const { moving: text } = MESSAGES[language];
  return (
    <div>
      <h2>{text.officesHeading}</h2>
      <ol class="offices">
        {OFFICES.map((office) => (
          <li>
            <strong>{text.offices[office].name}</strong>
            <span>{text.offices[office].form}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
