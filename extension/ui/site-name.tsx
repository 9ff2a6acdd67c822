import type { JSX } from 'preact';

/** An origin as the browser serialises it; a name of another script is in punycode and imitates no other. */
export function SiteName({ origin }: { readonly origin: string }): JSX.Element {
  const { protocol, host } = new URL(origin);
  return (
    <bdi class="site-name">
      {protocol}//<strong>{host}</strong>
    </bdi>
  );
}
