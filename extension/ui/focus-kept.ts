import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * When what was clicked has gone with what it was about, the focus goes to `refuge` and not to the top of the page.
 * @param content what changes then
 * @returns to be told of each click
 */
export function useFocusKept(content: unknown, refuge: RefObject<HTMLElement>): () => void {
  const isClicked = useRef(false);
  useLayoutEffect(() => {
    if (isClicked.current && document.activeElement === document.body) refuge.current?.focus();
    isClicked.current = false;
  }, [content]);
  return () => {
    isClicked.current = true;
  };
}
