import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { type AskDomains, domainsSchema } from '../../shared/extension-protocol.ts';

/** By origin: what its owner has registered. */
export type DomainsByOrigin = ReadonlyMap<string, string>;

/** Asks the background. Where it does not answer, whole hosts are shown alike: nothing is lost but the emphasis. */
export async function askDomains(origins: readonly string[]): Promise<DomainsByOrigin> {
  if (origins.length === 0) return new Map();
  const message: AskDomains = { kind: 'ask-domains', origins: [...new Set(origins)] };
  try {
    const answer: unknown = await browser.runtime.sendMessage(message);
    return new Map(Object.entries(v.parse(domainsSchema, answer).domains));
  } catch {
    return new Map();
  }
}
