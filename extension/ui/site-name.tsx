import { Fragment, type JSX } from 'preact';
import { useSiteName } from './domains.ts';

/** An origin, with the name that its owner has registered made prominent in it. */
export function SiteName({ origin }: { readonly origin: string }): JSX.Element {
  const { scheme, before, domain, port } = useSiteName(origin);
  return (
    <bdi class={domain.length > LONG ? 'site-name long' : 'site-name'}>
      {scheme}
      <Labels name={before} />
      <strong>{domain}</strong>
      <wbr />
      {port}
    </bdi>
  );
}

/** More than this does not fit one line of the prompt in large letters. */
const LONG = 28;

/** Breaks between labels rather than within them. */
function Labels({ name }: { readonly name: string }): JSX.Element {
  const labels = name.split(/(?<=\.)/u);
  return (
    <>
      {labels.map((label, index) => (
        <Fragment key={index}>
          {label}
          <wbr />
        </Fragment>
      ))}
    </>
  );
}
