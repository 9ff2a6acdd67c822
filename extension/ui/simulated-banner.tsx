import type { JSX } from 'preact';
import { useText } from './text.ts';

/** Security rule 12: a simulated card is loud. */
export function SimulatedBanner(): JSX.Element {
  const t = useText();
  return (
    <aside class="simulated">
      <strong>{t('simulated.title')}</strong> <span>{t('simulated.text')}</span>
    </aside>
  );
}
