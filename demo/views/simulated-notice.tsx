/** @jsxImportSource hono/jsx */
import type { Language } from '../messages/language.ts';
import { MESSAGES } from '../messages/messages.ts';
import type { Markup } from './markup.ts';

export function SimulatedNotice({ language }: { language: Language }): Markup {
  const { title, text } = MESSAGES[language].simulated;
  return (
    <p class="notice">
      <strong>{title} </strong>
      {text}
    </p>
  );
}
