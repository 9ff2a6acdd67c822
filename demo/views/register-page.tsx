/** @jsxImportSource hono/jsx */
import type { Language } from '../messages/language.ts';
import { MESSAGES } from '../messages/messages.ts';
import { SEXES, type SignUpField, type SignUpInput } from '../profile.ts';
import { ChoiceField, ConsentField, type FieldProps, TextField } from './fields.tsx';
import { renderPage } from './layout.tsx';
import type { Markup } from './markup.ts';
import { ProblemTemplates } from './problems.tsx';

export interface Attempt {
  readonly input: SignUpInput;
  /** In the order of the form. */
  readonly wrong: readonly SignUpField[];
}

export function registerPage(language: Language, attempt: Attempt = { input: {}, wrong: [] }): Markup {
  const { register } = MESSAGES[language];
  return renderPage({
    language,
    title: register.title,
    script: '/register.js',
    children: (
      <section class="page" data-page="register">
        <h1>{register.title}</h1>
        {attempt.wrong.length > 0 && <WrongFields language={language} wrong={attempt.wrong} />}
        <p class="lead">{register.lead}</p>
        <div class="columns">
          <div>
            <CopyFromCard language={language} />
            <SignUpForm language={language} attempt={attempt} />
          </div>
          <aside class="notice">
            <h2>{register.returning.title}</h2>
            <p>{register.returning.text}</p>
            <form method="post" action="/logout">
              <button type="submit" class="secondary" id="back">
                {register.back}
              </button>
            </form>
          </aside>
        </div>
      </section>
    ),
  });
}

/** First in the page, with links to the fields, so that nobody has to look for them. */
function WrongFields({ language, wrong }: { language: Language; wrong: readonly SignUpField[] }) {
  const { register } = MESSAGES[language];
  return (
    <div class="problem" role="alert" data-problem="form">
      <p class="problem-title">{register.wrongHeading}</p>
      <ul>
        {wrong.map((field) => (
          <li>
            <a href={`#${field}`}>{register.fields[field].wrong}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

function CopyFromCard({ language }: { language: Language }) {
  const { register, busy } = MESSAGES[language];
  return (
    <section aria-labelledby="copy-heading">
      <h2 id="copy-heading">{register.copyHeading}</h2>
      <p>{register.copyText}</p>
      <button id="copy" type="button" class="secondary" data-purpose={register.purpose} data-busy={busy}>
        {register.copy}
      </button>
      <ProblemTemplates language={language} />
      <p id="copied" role="status" data-text={register.copied} />
    </section>
  );
}

function SignUpForm({ language, attempt }: { language: Language; attempt: Attempt }) {
  const { register } = MESSAGES[language];
  const field = (name: SignUpField): FieldProps => ({
    name,
    text: register.fields[name],
    value: attempt.input[name] ?? '',
    isWrong: attempt.wrong.includes(name),
  });
  const sexes = SEXES.map((sex) => [sex, register.sexes[sex]] as const);
  return (
    // The server says what is wrong, in the page's language and in one place.
    <form id="sign-up" method="post" action="/register" novalidate>
      <h2>{register.formHeading}</h2>
      <TextField {...field('name')} autocomplete="name" maxlength={100} />
      <TextField {...field('address')} autocomplete="street-address" maxlength={200} />
      <TextField {...field('birthDate')} autocomplete="bday" type="date" />
      <ChoiceField {...field('sex')} choices={[['', register.choose], ...sexes]} />
      <p class="aside">{register.noProof}</p>
      <ConsentField {...field('consent')} />
      <button type="submit" id="sign-up-submit" class="primary">
        {register.submit}
      </button>
    </form>
  );
}
