import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { EndInSight } from './end-in-sight.tsx';
import type { ShownProps } from './shown.ts';
import { partCount, readPart, type TextPart } from './text-part.ts';
import { visiblePieces } from './visible-text.ts';

/** The characters as they are: XML and JSON too, without anybody's reading of them. */
export function TextView(props: ShownProps): JSX.Element {
  const { name, content, zoom, wanted, onPages, onEnd, onRemark } = props;
  const count = partCount(content);
  const page = wanted?.page ?? 1;
  const shown = useRef<HTMLDivElement>(null);
  const [part, setPart] = useState<TextPart>();
  useEffect(() => {
    let isCurrent = true;
    onPages({ page, count });
    void readPart(content, page - 1).then((read) => {
      if (!isCurrent) return;
      setPart(read);
      onRemark(read.isText ? undefined : 'signing.not_text');
      shown.current?.scrollTo(0, 0);
    });
    return () => {
      isCurrent = false;
    };
  }, [content, page, count, onPages, onRemark]);
  return (
    <div ref={shown} class="shown" role="region" aria-label={name} tabIndex={0}>
      <pre style={{ fontSize: `${zoom}em` }}>
        {part &&
          visiblePieces(part.text).map(({ text, isInvisible }) =>
            isInvisible ? <mark class="invisible">{text}</mark> : text,
          )}
      </pre>
      {part?.isText === true && page === count && <EndInSight onEnd={onEnd} />}
    </div>
  );
}
