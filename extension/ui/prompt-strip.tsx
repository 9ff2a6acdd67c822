import type { JSX } from 'preact';
import { Mark } from './mark.tsx';
import { SimulatedBanner } from './simulated-banner.tsx';

/**
 * Whose window this is, or that its card is a simulated one. That may be known only once the card's certificate has been
 * read, while somebody types: both have the same place, and nothing moves.
 */
export function PromptStrip({ simulated }: { readonly simulated: boolean }): JSX.Element {
  return (
    <div class="strip" aria-live="polite">
      {simulated ? (
        <SimulatedBanner />
      ) : (
        <p class="brand">
          <Mark />
          Kazasu
        </p>
      )}
    </div>
  );
}
