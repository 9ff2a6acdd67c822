import type { JSX } from 'preact';
import { useSiteName } from './domains.ts';
import { Purpose } from './purpose.tsx';
import { type MessageKey, useText } from './text.ts';

export interface AskingSiteProps {
  /** As the browser serialises it. */
  readonly origin: string;
  /** What it asks for. */
  readonly asks: MessageKey;
  readonly purpose: string | undefined;
}

/** Who asks, by the name that its owner has registered within the whole origin, and why in its own words. */
export function AskingSite({ origin, asks, purpose }: AskingSiteProps): JSX.Element {
  const t = useText();
  const { scheme, before, domain, port } = useSiteName(origin);
  return (
    <header class="asking-site">
      <p class="asks">{t(asks)}</p>
      <p class={domain.length > LONG ? 'origin long' : 'origin'}>
        {scheme}
        {before}
        <strong>{domain}</strong>
        {port}
      </p>
      {purpose !== undefined && <Purpose text={purpose} />}
    </header>
  );
}

/** More than this does not fit one line in large letters. */
const LONG = 28;
