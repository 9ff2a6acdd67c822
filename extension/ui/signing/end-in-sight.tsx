import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** Stands after the end of what is shown, and tells when it comes into sight. */
export function EndInSight({ onEnd }: { readonly onEnd: () => void }): JSX.Element {
  const mark = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) onEnd();
    });
    if (mark.current) observer.observe(mark.current);
    return () => {
      observer.disconnect();
    };
  }, [onEnd]);
  return <div ref={mark} class="end" />;
}
