import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Finding } from '../../shared/diagnosis.ts';
import { byLayer, type LayerFindings } from '../diagnosis/by-layer.ts';
import { reportText } from '../diagnosis/report-text.ts';
import { findingText, LAYER_NAME, LEVEL_NAME } from './finding-text.ts';
import type { OptionsData, OptionsSectionProps } from './options-data.ts';
import { type Translate, useText } from './text.ts';

/** Where it does not work: every layer from the browser down to the card, what was found, and what to do about it. */
export function OptionsDiagnosis({ data, actions }: OptionsSectionProps): JSX.Element {
  const t = useText();
  const { findings } = data;
  return (
    <>
      <p>{t('diagnosis.text')}</p>
      <div class="actions">
        <button id="diagnose" type="button" disabled={findings === undefined} onClick={actions.diagnose}>
          {t('diagnosis.run')}
        </button>
        <CopyReport findings={findings} />
      </div>
      <ol class="layers" aria-busy={findings === undefined}>
        {byLayer(findings ?? []).map((layer) => (
          <Layer key={layer.layer} {...layer} />
        ))}
      </ol>
    </>
  );
}

const COPY_RESULT = { copied: 'diagnosis.copied', failed: 'diagnosis.copy_failed' } as const;

function CopyReport({ findings }: Pick<OptionsData, 'findings'>): JSX.Element {
  const t = useText();
  const [result, setResult] = useState<keyof typeof COPY_RESULT>();
  useEffect(() => {
    setResult(undefined);
  }, [findings]);
  const copy = async (): Promise<void> => {
    try {
      const context = { time: new Date(), browser: navigator.userAgent };
      await navigator.clipboard.writeText(reportText(findings ?? [], context));
      setResult('copied');
    } catch {
      setResult('failed');
    }
  };
  return (
    <>
      <button id="copy-report" type="button" disabled={findings === undefined} onClick={() => void copy()}>
        {t('diagnosis.copy')}
      </button>
      <p class="note" role="status">
        {result ? t(COPY_RESULT[result]) : findings ? summaryText(findings, t) : t('diagnosis.running')}
      </p>
    </>
  );
}

/** Said when the search is over, which is otherwise only seen. */
function summaryText(findings: readonly Finding[], t: Translate): string {
  const problems = byLayer(findings).filter(({ level }) => level === 'problem').length;
  return problems === 0 ? t('diagnosis.found_none') : t('diagnosis.found_problems', [problems]);
}

function Layer({ layer, level, findings }: LayerFindings): JSX.Element {
  const t = useText();
  return (
    <li class="layer" data-layer={layer} data-level={level}>
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
    <li data-finding={finding.code}>
      {title}
      {remedy !== undefined && <p class="note">{remedy}</p>}
    </li>
  );
}
