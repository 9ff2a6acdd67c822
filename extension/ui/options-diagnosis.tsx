import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { type Finding, FINDINGS } from '../../shared/diagnosis.ts';
import { byLayer, type LayerFindings } from '../diagnosis/by-layer.ts';
import { findingText, LAYER_NAME, LEVEL_NAME } from './finding-text.ts';
import { useText } from './text.ts';

export interface DiagnosisProps {
  /** Undefined while the layers are being asked. */
  readonly findings: readonly Finding[] | undefined;
  readonly onRun: () => void;
  /** Copies the report; rejects when the browser does not allow it. */
  readonly onCopy: (findings: readonly Finding[]) => Promise<void>;
}

/** Where it does not work: every layer from the browser down to the card, what was found, and what to do about it. */
export function Diagnosis({ findings, onRun, onCopy }: DiagnosisProps): JSX.Element {
  const t = useText();
  const [copied, setCopied] = useState<'copied' | 'copy_failed'>();
  const copy = (): void => {
    onCopy(findings ?? []).then(
      () => {
        setCopied('copied');
      },
      () => {
        setCopied('copy_failed');
      },
    );
  };
  const run = (): void => {
    setCopied(undefined);
    onRun();
  };
  return (
    <div class="diagnosis">
      <p class="note">{t('diagnosis.text')}</p>
      <div class="actions">
        <button id="diagnose" type="button" disabled={findings === undefined} onClick={run}>
          {t('diagnosis.run')}
        </button>
        <button id="copy-report" type="button" disabled={findings === undefined} onClick={copy}>
          {t('diagnosis.copy')}
        </button>
      </div>
      <p class="note" role="status">
        {findings === undefined && t('diagnosis.running')}
        {copied === 'copied' && t('diagnosis.copied')}
        {copied === 'copy_failed' && t('diagnosis.copy_failed')}
      </p>
      <ol class="layers" aria-busy={findings === undefined}>
        {byLayer(findings ?? []).map((layer) => (
          <Layer key={layer.layer} {...layer} />
        ))}
      </ol>
    </div>
  );
}

function Layer({ layer, level, findings }: LayerFindings): JSX.Element {
  const t = useText();
  return (
    <li class={`layer ${level}`} data-layer={layer} data-level={level}>
      <h3>
        {t(LAYER_NAME[layer])} <span class="level">{t(LEVEL_NAME[level])}</span>
      </h3>
      <ul>
        {findings.map((finding, index) => (
          <FindingItem key={index} finding={finding} />
        ))}
      </ul>
    </li>
  );
}

function FindingItem({ finding }: { readonly finding: Finding }): JSX.Element {
  const t = useText();
  const { title, remedy } = findingText(finding, t);
  return (
    <li class={FINDINGS[finding.code].level} data-finding={finding.code}>
      {title}
      {remedy !== undefined && <p class="note">{remedy}</p>}
    </li>
  );
}
