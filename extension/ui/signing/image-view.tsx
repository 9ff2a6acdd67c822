import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { EndInSight } from './end-in-sight.tsx';
import type { ShownProps } from './shown.ts';

/** A picture, by the browser's own decoder. */
export function ImageView({ name, type, content, zoom, onEnd, onRemark }: ShownProps): JSX.Element {
  const [url, setUrl] = useState<string>();
  const [isLoaded, setLoaded] = useState(false);
  useEffect(() => {
    const made = URL.createObjectURL(content.slice(0, content.size, type));
    setUrl(made);
    return () => {
      URL.revokeObjectURL(made);
    };
  }, [content, type]);
  return (
    <div class="shown" role="region" aria-label={name} tabIndex={0}>
      <img
        src={url}
        alt={name}
        style={zoom > 1 ? { width: `${zoom * 100}%`, maxWidth: 'none' } : { maxWidth: `${zoom * 100}%` }}
        onLoad={() => {
          setLoaded(true);
        }}
        onError={() => {
          onRemark('signing.cannot_be_shown');
        }}
      />
      {isLoaded && <EndInSight onEnd={onEnd} />}
    </div>
  );
}
