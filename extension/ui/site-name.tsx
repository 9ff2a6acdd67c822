import type { JSX } from 'preact';
import { useSiteName } from './domains.ts';

/** An origin, with the name that its owner has registered made prominent in it. */
export function SiteName({ origin }: { readonly origin: string }): JSX.Element {
  const { scheme, before, domain, port } = useSiteName(origin);
  return (
    <bdi class="site-name">
      {scheme}
      {before}
      <strong>{domain}</strong>
      {port}
    </bdi>
  );
}
