/** @jsxImportSource hono/jsx */
import type { Language } from '../messages/language.ts';
import { MESSAGES } from '../messages/messages.ts';
import { CardOnReader } from './card-on-reader.tsx';
import { renderPage } from './layout.tsx';
import type { Markup } from './markup.ts';
import { ProblemTemplates } from './problems.tsx';

export function loginPage(language: Language): Markup {
  const { login } = MESSAGES[language];
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
            <kazasu-login
              id="login"
              nonce-url="/login/nonce"
              login-url="/login"
              success-url="/account"
              purpose={login.purpose}
            />
            <ProblemTemplates language={language} />
            <p class="aside">{login.newHere}</p>
            <p class="aside">{login.privacy}</p>
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
      </>
    ),
  });
}
