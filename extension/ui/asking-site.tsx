import type { JSX } from 'preact';
import { Purpose } from './purpose.tsx';
import { SiteName } from './site-name.tsx';
import { type MessageKey, useText } from './text.ts';

export interface AskingSiteProps {
  /** As the browser serialises it; undefined when the person signs files of their own. */
  readonly origin: string | undefined;
  /** What it asks for. */
  readonly asks: MessageKey;
  readonly purpose: string | undefined;
}

/** Who asks, by the name that its owner has registered within the whole origin, and why in its own words. */
export function AskingSite({ origin, asks, purpose }: AskingSiteProps): JSX.Element {
  const t = useText();
  return (
    <header class="asking-site">
      <p class="asks">{t(asks)}</p>
      <p class="origin">
        {origin === undefined ? <strong>{t('files.prompt_nobody')}</strong> : <SiteName origin={origin} />}
      </p>
      {purpose !== undefined && <Purpose text={purpose} />}
    </header>
  );
}
