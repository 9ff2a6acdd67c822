import type { JSX } from 'preact';

/** The product's mark, as in icon/icon.svg, in the colours of the page. */
export function Mark(): JSX.Element {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect class="ground" width="32" height="32" rx="7.5" />
      <rect class="figure" x="7" y="5" width="18" height="11.5" rx="2.2" />
      <rect class="ground" x="9.8" y="8.6" width="4.2" height="3.6" rx="0.9" />
      <path class="wave" d="M10 22.2a8.8 8.8 0 0 1 12 0M13.7 26.4a3.6 3.6 0 0 1 4.6 0" />
    </svg>
  );
}
