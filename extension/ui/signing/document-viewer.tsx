import type { FunctionComponent, JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { useFocusFirst } from '../focus-first.ts';
import type { DocumentKind } from '../../signing/document-kind.ts';
import type { ListedDocument } from '../../signing/listed-document.ts';
import { type MessageKey, useText } from '../text.ts';
import type { Pages, ShownProps, Wanted } from './shown.ts';
import { ImageView } from './image-view.tsx';
import { PageControl } from './page-control.tsx';
import { PdfView } from './pdf-view.tsx';
import { TextView } from './text-view.tsx';

export interface DocumentViewerProps {
  readonly listed: ListedDocument;
  readonly content: Blob;
  readonly isRead: boolean;
  /** The end has been seen. */
  readonly onRead: () => void;
  readonly onBack: () => void;
  /** To the next document that can be shown, where there is one. */
  readonly onNext: (() => void) | undefined;
}

const VIEWS: Readonly<Record<Exclude<DocumentKind, 'unseen'>, FunctionComponent<ShownProps>>> = {
  pdf: PdfView,
  text: TextView,
  image: ImageView,
};

/** In which a page is as wide as the window. */
const FITTING = 3;
const ZOOMS = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4] as const;

/** One document over the whole window, with the way back always in sight. */
export function DocumentViewer({
  listed,
  content,
  isRead,
  onRead,
  onBack,
  onNext,
}: DocumentViewerProps): JSX.Element {
  const t = useText();
  const back = useRef<HTMLButtonElement>(null);
  const [zoom, setZoom] = useState<number>(FITTING);
  const [pages, setPages] = useState<Pages>({ page: 1, count: 1 });
  const [wanted, setWanted] = useState<Wanted>();
  const [remark, setRemark] = useState<MessageKey>();
  useFocusFirst(() => back.current);
  const View = listed.kind === 'unseen' ? undefined : VIEWS[listed.kind];
  return (
    <section class="viewer" aria-labelledby="viewer-name">
      <header class="toolbar">
        <button ref={back} id="back" type="button" onClick={onBack}>
          {t('signing.back_to_list')}
        </button>
        <h1 id="viewer-name">
          <bdi>{listed.name}</bdi>
        </h1>
        <div class="tools">
          {pages.count > 1 && (
            <PageControl
              {...pages}
              onWant={(page) => {
                setWanted({ page });
              }}
            />
          )}
          <div class="zoom" role="group" aria-label={t('signing.zoom')}>
            <button
              id="zoom-out"
              type="button"
              aria-label={t('signing.zoom_out')}
              disabled={zoom === 0}
              onClick={() => {
                setZoom(zoom - 1);
              }}
            >
              −
            </button>
            <output>{Math.round((ZOOMS[zoom] ?? 1) * 100)}%</output>
            <button
              id="zoom-in"
              type="button"
              aria-label={t('signing.zoom_in')}
              disabled={zoom === ZOOMS.length - 1}
              onClick={() => {
                setZoom(zoom + 1);
              }}
            >
              +
            </button>
          </div>
          {onNext && (
            <button id="next-document" type="button" onClick={onNext}>
              {t('signing.next_document')}
            </button>
          )}
          <p role="status" class={isRead ? 'mark-read' : 'mark-unread'}>
            {t(isRead ? 'signing.is_read' : 'signing.read_to_end')}
          </p>
        </div>
      </header>
      {remark !== undefined && (
        <p class="notice" role="status">
          {t(remark)}
        </p>
      )}
      {View && (
        <View
          name={listed.name}
          type={listed.content?.type ?? ''}
          content={content}
          zoom={ZOOMS[zoom] ?? 1}
          wanted={wanted}
          onPages={setPages}
          onEnd={onRead}
          onRemark={setRemark}
        />
      )}
    </section>
  );
}
