import type { PDFDocumentProxy } from 'pdfjs-dist';
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useText } from '../text.ts';

export interface PageSize {
  /** PDF units. */
  readonly width: number;
  readonly height: number;
}

export interface PdfPageProps {
  readonly pdf: PDFDocumentProxy;
  /** From 1. */
  readonly number: number;
  /** CSS pixels per PDF unit. */
  readonly scale: number;
  /** Until it is known. */
  readonly expected: PageSize;
  readonly onDrawn: () => void;
  readonly onFailed: () => void;
}

/** How far beyond the window pages are drawn. */
const NEAR = '100% 0px';

export function PdfPage({ pdf, number, scale, expected, onDrawn, onFailed }: PdfPageProps): JSX.Element {
  const t = useText();
  const element = useRef<HTMLDivElement>(null);
  const picture = useRef<HTMLDivElement>(null);
  const [isNear, setNear] = useState(false);
  const [size, setSize] = useState(expected);

  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        setNear(entries.at(-1)?.isIntersecting === true);
      },
      { root: element.current?.parentElement ?? null, rootMargin: NEAR },
    );
    if (element.current) observer.observe(element.current);
    return () => {
      observer.disconnect();
    };
  }, []);

  useEffect(() => {
    if (!isNear || !picture.current) return;
    const into = picture.current;
    const drawing = new AbortController();
    const draw = async (): Promise<void> => {
      const { drawPage } = await import('./draw-page.ts');
      setSize(await drawPage(pdf, { number, scale, into, signal: drawing.signal }));
      if (!drawing.signal.aborted) onDrawn();
    };
    draw().catch(() => {
      if (!drawing.signal.aborted) onFailed();
    });
    return () => {
      drawing.abort();
    };
  }, [pdf, number, scale, isNear]);

  return (
    <div
      ref={element}
      class="page"
      role="group"
      aria-label={t('signing.page_number', [number])}
      style={{ width: `${size.width * scale}px`, height: `${size.height * scale}px` }}
    >
      <div ref={picture} class="picture-of-page" />
    </div>
  );
}
