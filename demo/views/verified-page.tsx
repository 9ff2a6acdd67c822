/** @jsxImportSource hono/jsx */
import { datesIn } from '../messages/dates.ts';
import type { Language } from '../messages/language.ts';
import { MESSAGES } from '../messages/messages.ts';
import type { VerificationReport, VerificationSteps } from '../verification-report.ts';
import { renderPage } from './layout.tsx';
import type { Markup } from './markup.ts';
import { SimulatedNotice } from './simulated-notice.tsx';

export function verifiedPage(language: Language, report: VerificationReport): Markup {
  const { verified: text } = MESSAGES[language];
  const names = Object.keys(report.steps) as (keyof VerificationSteps)[]; // Object.keys forgets the literal keys
  return renderPage({
    language,
    title: text.title,
    memberPage: 'verified',
    children: (
      <section class="page" data-page="verified">
        <h1>{text.title}</h1>
        {report.simulated && <SimulatedNotice language={language} />}
        <p class="lead">{text.lead(datesIn(language).moment(report.at))}</p>
        <ol class="checks">
          {names.map((name) => (
            <Check language={language} name={name} steps={report.steps} />
          ))}
        </ol>
        <details>
          <summary>{text.forDevelopers}</summary>
          <pre data-verified lang="en" tabindex={0}>
            {JSON.stringify(report.result, null, 2)}
          </pre>
        </details>
      </section>
    ),
  });
}

interface CheckProps<Name extends keyof VerificationSteps> {
  readonly language: Language;
  readonly name: Name;
  readonly steps: VerificationSteps;
}

function Check<Name extends keyof VerificationSteps>({ language, name, steps }: CheckProps<Name>) {
  const { title, value, text } = MESSAGES[language].verified.steps[name];
  return (
    <li data-check={name}>
      <h2>{title}</h2>
      <p class="value">{value(steps[name], datesIn(language))}</p>
      <p class="note">{text}</p>
    </li>
  );
}
