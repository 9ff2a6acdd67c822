import type { PDFDocumentProxy } from 'pdfjs-dist';
import type { JSX } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { type MessageKey, useText } from '../text.ts';
import { EndInSight } from './end-in-sight.tsx';
import { PdfPage, type PageSize } from './pdf-page.tsx';
import type { ShownProps } from './shown.ts';

/** CSS pixels. A page is not made wider than is good to read. */
const WIDEST = 900;

/** The pages below each other. Only those near the window are drawn. */
export function PdfView(props: ShownProps): JSX.Element {
  const { name, content, zoom, wanted, onPages, onEnd, onRemark } = props;
  const t = useText();
  const shown = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState<Opened>();
  const [isFailed, setFailed] = useState(false);
  const [isEndDrawn, setEndDrawn] = useState(false);
  const width = useWidth(shown);

  useEffect(() => {
    const onFailed = (): void => {
      setFailed(true);
      onRemark('signing.cannot_be_shown');
    };
    return open(content, setOpened, onRemark, onFailed);
  }, [content, onRemark]);

  const count = opened?.pdf.numPages ?? 1;
  const tellPage = useCallback(() => {
    if (shown.current) onPages({ page: pageInSight(shown.current), count });
  }, [count, onPages]);
  useEffect(tellPage, [tellPage, opened]);
  useEffect(() => {
    if (wanted) shown.current?.querySelectorAll('.page')[wanted.page - 1]?.scrollIntoView();
  }, [wanted]);

  return (
    <div ref={shown} class="shown" role="region" aria-label={name} tabIndex={0} onScroll={tellPage}>
      {!opened && !isFailed && <p class="note">{t('signing.opening')}</p>}
      {opened &&
        Array.from({ length: count }, (_, index) => (
          <PdfPage
            key={index}
            pdf={opened.pdf}
            number={index + 1}
            scale={(Math.min(width, WIDEST) / opened.first.width) * zoom}
            expected={opened.first}
            onDrawn={() => {
              if (index === count - 1) setEndDrawn(true);
            }}
            onFailed={() => {
              onRemark('signing.page_failed');
            }}
          />
        ))}
      {isEndDrawn && <EndInSight onEnd={onEnd} />}
    </div>
  );
}

interface Opened {
  readonly pdf: PDFDocumentProxy;
  readonly first: PageSize;
}

/** @returns what closes it */
function open(
  content: Blob,
  onOpened: (opened: Opened) => void,
  onRemark: ShownProps['onRemark'],
  onFailed: () => void,
): () => void {
  const end = new AbortController();
  const { signal } = end;
  const run = async (): Promise<void> => {
    const { openPdf } = await import('./open-pdf.ts');
    const pdf = await openPdf(content, signal);
    const { width, height } = (await pdf.getPage(1)).getViewport({ scale: 1 });
    const remark = await remarkOn(pdf);
    signal.throwIfAborted();
    onOpened({ pdf, first: { width, height } });
    onRemark(remark);
  };
  run().catch(() => {
    if (!signal.aborted) onFailed();
  });
  return () => {
    end.abort();
  };
}

/** What a file has beside its pages, which are all that is shown of it. */
async function remarkOn(pdf: PDFDocumentProxy): Promise<MessageKey | undefined> {
  const { info } = await pdf.getMetadata();
  // With PAdES it is refused; in a container of another format it is any file.
  if ('IsXFAPresent' in info && info.IsXFAPresent === true) return 'signing.has_xfa';
  // pdf.js calls it `any`; null where there is nothing.
  const attachments: unknown = await pdf.getAttachments();
  return attachments ? 'signing.has_attachments' : undefined;
}

function useWidth(element: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(WIDEST);
  useEffect(() => {
    const { current } = element;
    if (!current) return;
    const observer = new ResizeObserver(() => {
      setWidth(current.clientWidth - PADDING);
    });
    observer.observe(current);
    return () => {
      observer.disconnect();
    };
  }, [element]);
  return width;
}

/** CSS pixels on both sides together (signing.css). */
const PADDING = 32;

/** From 1: the page that the middle of the window is on. */
function pageInSight(shown: HTMLElement): number {
  const middle = shown.scrollTop + shown.clientHeight / 2;
  const pages = [...shown.querySelectorAll<HTMLElement>('.page')];
  const after = pages.findIndex(({ offsetTop }) => offsetTop - shown.offsetTop > middle);
  return after === -1 ? Math.max(1, pages.length) : Math.max(1, after);
}
