/** @jsxImportSource hono/jsx */
import type { Markup } from './markup.ts';

/** A card above a reader. Decoration only. */
export function CardOnReader(): Markup {
  return (
    <svg class="illustration" viewBox="0 0 400 320" aria-hidden="true">
      <ellipse class="ground" cx="200" cy="282" rx="168" ry="22" />
      <rect class="reader" x="76" y="190" width="248" height="92" rx="20" />
      <rect class="reader-top" x="76" y="190" width="248" height="70" rx="20" />
      <circle class="lamp" cx="296" cy="226" r="5" />
      <g class="waves">
        <path d="M166 178q34 -15 68 0" />
        <path d="M150 163q50 -22 100 0" />
      </g>
      <g class="card">
        <rect class="card-face" x="92" y="12" width="216" height="124" rx="12" />
        <path class="card-band" d="M92 38V24a12 12 0 0 1 12-12h192a12 12 0 0 1 12 12v14Z" />
        <rect class="chip" x="112" y="62" width="34" height="26" rx="5" />
        <path class="chip-lines" d="M112 71h34M112 79h34M129 62v26" />
        <path class="card-text" d="M168 68h112M168 82h84M112 112h60" />
        <circle class="portrait" cx="272" cy="107" r="14" />
      </g>
    </svg>
  );
}
