import type { JSX } from 'preact';

export type Mood = 'idle' | 'waiting' | 'busy' | 'done' | 'problem';

/** A card held over a reader; the mood is said in words beside it, so the drawing itself is silent. */
export function Illustration({ mood }: { readonly mood: Mood }): JSX.Element {
  return (
    <svg class={`picture illustration ${mood}`} viewBox="0 0 160 112" aria-hidden="true">
      <g class="card">
        <rect x="44" y="14" width="72" height="45" rx="6" />
        <circle class="face" cx="62" cy="31" r="6" />
        <path class="line" d="M53 48a9 9 0 0 1 18 0M80 29h26M80 38h26M80 47h17" />
      </g>
      <path class="wave inner" d="M69 74a15.5 15.5 0 0 1 22 0" />
      <path class="wave outer" d="M61 67a26.9 26.9 0 0 1 38 0" />
      <path class="reader" d="M30 84h100a6 6 0 0 1 6 6v5a6 6 0 0 1-6 6H30a6 6 0 0 1-6-6v-5a6 6 0 0 1 6-6z" />
      <circle class="lamp" cx="124" cy="92.5" r="2.5" />
      {mood === 'done' && <Badge path="M-7 0l5 5l9-10" />}
      {mood === 'problem' && <Badge path="M0-8v9M0 7.2v.1" />}
    </svg>
  );
}

function Badge({ path }: { readonly path: string }): JSX.Element {
  return (
    <g class="badge" transform="translate(116 56)">
      <circle r="16" />
      <path d={path} />
    </g>
  );
}
