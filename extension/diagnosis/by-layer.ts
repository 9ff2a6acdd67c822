import {
  DIAGNOSIS_LAYERS,
  type DiagnosisLayer,
  type Finding,
  type FindingLevel,
  FINDINGS,
} from '../../shared/diagnosis.ts';

export interface LayerFindings {
  readonly layer: DiagnosisLayer;
  /** The worst of them. */
  readonly level: FindingLevel;
  readonly findings: readonly Finding[];
}

const LEVELS: readonly FindingLevel[] = ['ok', 'note', 'problem'];

/** From the browser down to the card; layers that nothing is known of, because one above them is broken, are left out. */
export function byLayer(findings: readonly Finding[]): LayerFindings[] {
  return DIAGNOSIS_LAYERS.flatMap((layer) => {
    const own = findings.filter(({ code }) => FINDINGS[code].layer === layer);
    const worst = Math.max(...own.map(({ code }) => LEVELS.indexOf(FINDINGS[code].level)));
    const level = LEVELS[worst];
    return level === undefined ? [] : [{ layer, level, findings: own }];
  });
}
