import { useLayoutEffect } from 'preact/hooks';

/**
 * A view that begins somewhere has the focus there before its first paint: whoever sees it may press a key, and a screen
 * reader that meets it reads on from there.
 * @param place undefined or null where the focus stays as it is
 * @param arrival another value is another view in the same place
 */
export function useFocusFirst(place: () => HTMLElement | null | undefined, arrival?: unknown): void {
  useLayoutEffect(() => {
    place()?.focus();
  }, [arrival]);
}
