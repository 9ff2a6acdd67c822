import type { JSX } from 'preact';
import { Mark } from './mark.tsx';
import { type MessageKey, useText } from './text.ts';

export interface AskingSiteProps {
  /** Serialised as the browser does it, so an internationalised host name is in punycode and imitates no other. */
  readonly origin: string;
  /** What it asks for. */
  readonly asks: MessageKey;
  readonly purpose: string | undefined;
}

/** Who asks, and why in its own words, which are text and marked as theirs. */
export function AskingSite({ origin, asks, purpose }: AskingSiteProps): JSX.Element {
  const t = useText();
  const { protocol, hostname, port } = new URL(origin);
  return (
    <header class="asking-site">
      <p class="asks">
        <Mark />
        {t(asks)}
      </p>
      <p class="origin">
        <span>{protocol}//</span>
        <strong>{hostname}</strong>
        {port !== '' && <span>:{port}</span>}
      </p>
      {purpose !== undefined && (
        <figure class="purpose">
          <figcaption>{t('prompt.purpose')}</figcaption>
          <blockquote>{purpose}</blockquote>
        </figure>
      )}
    </header>
  );
}
