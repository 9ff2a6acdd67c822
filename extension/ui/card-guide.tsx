import type { JSX } from 'preact';
import { useText } from './text.ts';

/** What to do with the card, for the two kinds of readers: which one is there, its name does not say. */
export function CardGuide(): JSX.Element {
  const t = useText();
  return (
    <div class="picture guide">
      <figure>
        <LaidOn />
        <figcaption>{t('guide.lay')}</figcaption>
      </figure>
      <figure>
        <PutIn />
        <figcaption>{t('guide.insert')}</figcaption>
      </figure>
    </div>
  );
}

/** Contactless: the card comes down onto the reader, either way up. */
function LaidOn(): JSX.Element {
  return (
    <svg class="illustration waiting" viewBox="0 0 120 92" aria-hidden="true">
      <path class="wave inner" d="M49 62a15.5 15.5 0 0 1 22 0" />
      <path class="wave outer" d="M41 55a26.9 26.9 0 0 1 38 0" />
      <path class="reader" d="M22 70h76a6 6 0 0 1 6 6v6a6 6 0 0 1-6 6H22a6 6 0 0 1-6-6v-6a6 6 0 0 1 6-6z" />
      <g class="card">
        <rect x="26" y="6" width="68" height="42" rx="6" />
        <circle class="face" cx="43" cy="23" r="6" />
        <path class="line" d="M34 39a9 9 0 0 1 18 0M60 20h24M60 28h24M60 36h16" />
      </g>
    </svg>
  );
}

/** Contact: the end with the chip goes in first, the chip facing up. */
function PutIn(): JSX.Element {
  return (
    <svg class="illustration waiting" viewBox="0 0 120 92" aria-hidden="true">
      <g class="card into">
        <rect x="43" y="38" width="34" height="52" rx="5" />
        <rect class="chip" x="52" y="45" width="16" height="13" rx="3" />
        <path class="contacts" d="M52 51.5h16M60 45v13" />
      </g>
      <path class="reader" d="M24 6h72a6 6 0 0 1 6 6v18a4 4 0 0 1-4 4H22a4 4 0 0 1-4-4V12a6 6 0 0 1 6-6z" />
      <path class="slot" d="M32 29.5h56" />
      <path class="arrow" d="M98 74V50M91 57l7-8l7 8" />
    </svg>
  );
}
