/**
 * A page as an integrator would write it, with `<kazasu-login>` in TSX and by way of the DOM. `scripts/package.ts`
 * compiles and bundles it in a project of its own.
 */
import { authenticate } from 'kazasu';
import type { KazasuLoginAttributes, KazasuLoginElement, LoginErrorCode, LoginState } from 'kazasu/login';
import 'kazasu/login';
import type { HTMLAttributes as OfEveryElement, JSX } from 'preact';

declare module 'preact' {
  // It is a namespace that TSX looks into.
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace JSX {
    interface IntrinsicElements {
      'kazasu-login': OfEveryElement<KazasuLoginElement> & KazasuLoginAttributes;
    }
  }
}

export const login: JSX.Element = (
  <kazasu-login nonce-url="/login/nonce" login-url="/login" purpose="会員ページへのログイン" lang="ja">
    <span slot="label">カードで入る</span>
  </kazasu-login>
);

// @ts-expect-error -- it has no such attribute
export const misspelt: JSX.Element = <kazasu-login nonceurl="/login/nonce" />;

export function watch(failed: (code: LoginErrorCode) => void): LoginState | undefined {
  const element = document.querySelector('kazasu-login');
  element?.addEventListener('kazasu-error', ({ detail }) => {
    failed(detail.code);
  });
  document.body.addEventListener('kazasu-login', ({ detail }) => {
    const answer: unknown = detail;
    console.log(answer);
  });
  return element?.state;
}

/** What the element does not do is there as a function. */
export async function tokenFor(nonce: string): Promise<string> {
  return (await authenticate({ nonce })).token;
}
