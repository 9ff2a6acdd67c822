/** @jsxImportSource hono/jsx */
import type { Language } from '../messages/language.ts';
import { MESSAGES, type Problem } from '../messages/messages.ts';
import { CardOnReader } from './card-on-reader.tsx';
import { type Markup, renderPage } from './layout.tsx';

export function loginPage(language: Language): Markup {
  const { login, problems } = MESSAGES[language];
  return renderPage({
    language,
    title: login.title,
    script: '/login.js',
    children: (
      <>
        <section class="welcome">
          <div class="pitch">
            <p class="eyebrow">{login.title}</p>
            <h1>
              {login.heading.map((line) => (
                <span>{line} </span>
              ))}
            </h1>
            <p class="lead">{login.lead}</p>
            <noscript>
              <p class="problem">{login.noScript}</p>
            </noscript>
            <button
              id="login"
              type="button"
              class="primary"
              data-purpose={login.purpose}
              data-busy={login.busy}
            >
              {login.button}
            </button>
            <div id="problem" role="alert" />
            <p class="privacy">{login.privacy}</p>
          </div>
          <CardOnReader />
        </section>
        <section class="steps" aria-labelledby="steps">
          <h2 id="steps">{login.stepsHeading}</h2>
          <ol>
            {login.steps.map(({ title, text }) => (
              <li>
                <h3>{title}</h3>
                <p>{text}</p>
              </li>
            ))}
          </ol>
        </section>
        {Object.entries(problems).map(([code, problem]) => (
          <ProblemTemplate code={code} problem={problem} />
        ))}
      </>
    ),
  });
}

/** The script shows the one that fits; so it holds no text, and needs to know no language. */
function ProblemTemplate({ code, problem: { title, text, steps } }: { code: string; problem: Problem }) {
  return (
    <template id={`problem-${code}`}>
      <div class="problem" data-problem={code}>
        <p class="problem-title">{title}</p>
        <p>{text}</p>
        {steps && (
          <ol>
            {steps.map((step) => (
              <li>{step}</li>
            ))}
          </ol>
        )}
      </div>
    </template>
  );
}
