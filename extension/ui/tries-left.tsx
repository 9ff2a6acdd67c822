import type { JSX } from 'preact';
import { PIN, type PinKind } from '../../shared/jpki.ts';
import { useText } from './text.ts';

export interface TriesLeftProps {
  readonly which: PinKind;
  readonly count: number;
  /** Where it is the only one on the page, for what refers to it. */
  readonly id?: string;
}

/** How often a wrong PIN may still be sent before the card locks it: a number, and as many dots. */
export function TriesLeft({ which, count, id }: TriesLeftProps): JSX.Element {
  const t = useText();
  const all = Math.max(PIN[which].tries, count);
  return (
    <span class="tries-left" id={id} data-count={count}>
      <svg viewBox={`0 0 ${all * 12} 10`} style={{ width: `${all * 0.75}rem` }} aria-hidden="true">
        {Array.from({ length: all }, (_, index) => (
          <circle key={index} class={index < count ? 'left' : 'used'} cx={6 + index * 12} cy="5" r="4" />
        ))}
      </svg>
      {t('pin.tries_left', [count])}
    </span>
  );
}
