/** @jsxImportSource hono/jsx */
import type { Language } from '../messages/language.ts';
import { MESSAGES, type Problem } from '../messages/messages.ts';
import type { Markup } from './markup.ts';

/** The page's script shows the template that fits, by its code; so it holds no text, and needs to know no language. */
export function ProblemTemplates({ language }: { language: Language }): Markup {
  return (
    <>
      {Object.entries(MESSAGES[language].problems).map(([code, problem]) => (
        <template id={`problem-${code}`}>
          <ProblemNotice code={code} problem={problem} />
        </template>
      ))}
      <div id="problem" role="alert" />
    </>
  );
}

export function ProblemNotice({
  code,
  problem: { title, text },
}: {
  code: string;
  problem: Problem;
}): Markup {
  return (
    <div class="problem" data-problem={code}>
      <p class="problem-title">{title}</p>
      <p>{text}</p>
    </div>
  );
}
