/**
 * What a person sends to whoever helps them: codes, versions, the names of readers and browsers. The same in every
 * language, and nothing personal, because no finding is.
 */
import { type Finding, FINDINGS } from '../../shared/diagnosis.ts';
import { byLayer } from './by-layer.ts';

export interface ReportContext {
  readonly time: Date;
  /** As the browser names itself. */
  readonly browser: string;
}

export function reportText(findings: readonly Finding[], { time, browser }: ReportContext): string {
  const lines = byLayer(findings).flatMap((layer) => layer.findings.map(line));
  return [`Kazasu ${time.toISOString()}`, browser, ...lines, ''].join('\n');
}

function line({ code, subject, count, date }: Finding): string {
  const { layer, level } = FINDINGS[code];
  const about = [code, subject, count, date?.slice(0, 10)].filter((part) => part !== undefined).join(' ');
  return `${layer.padEnd(14)}${level.padEnd(9)}${about}`;
}
