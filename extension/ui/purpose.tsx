import type { JSX } from 'preact';
import { Sheet } from './sheet.tsx';
import { useText } from './text.ts';

/** Two lines of the prompt: half as many characters where they are twice as wide. */
const SHORT = 100;

/** What the site says that it asks for: text, and marked as the site's. */
export function Purpose({ text }: { readonly text: string }): JSX.Element {
  const t = useText();
  return (
    <figure class="purpose">
      <figcaption>{t('prompt.purpose')}</figcaption>
      <blockquote>{text}</blockquote>
      {widthOf(text) > SHORT && (
        <Sheet id="whole-purpose" summary={t('prompt.whole_purpose')}>
          <blockquote>{text}</blockquote>
        </Sheet>
      )}
    </figure>
  );
}

function widthOf(text: string): number {
  return Array.from(text).reduce((width, character) => width + (character < '\u1100' ? 1 : 2), 0);
}
