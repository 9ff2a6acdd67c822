import { readFileSync } from 'node:fs';
import * as v from 'valibot';

/** What fuzzing found worth keeping, of one target. */
export function corpusFile(target: string): URL {
  return new URL(`corpus/${target.replaceAll(' ', '-').toLowerCase()}.json`, import.meta.url);
}

export function readCorpus(target: string): readonly Buffer[] {
  const json: unknown = JSON.parse(readFileSync(corpusFile(target), 'utf8'));
  return v.parse(v.array(v.string()), json).map((text) => Buffer.from(text, 'base64'));
}
