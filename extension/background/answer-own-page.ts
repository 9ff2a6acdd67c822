import * as v from 'valibot';
import { type AskDomains, askDomainsSchema, type Domains } from '../../shared/extension-protocol.ts';
import { registrableDomainOf } from '../site-name/registrable-domain.ts';
import type { MessageSender } from './origin-policy.ts';

/** What the extension itself looks like as a sender. */
export interface OwnIdentity {
  readonly id: string;
  /** Of its pages. */
  readonly origin: string;
}

/** By the browser's word alone: a bridge has the extension's id too, but its page's origin. */
export function isOwnPage({ id, origin }: MessageSender, own: OwnIdentity): boolean {
  return id === own.id && origin === own.origin;
}

/**
 * The one message that a page of the extension sends: by which domains a few origins are registered. Only the background
 * has the Public Suffix List (docs/decisions/0016).
 * @throws what is not that message
 */
export function answerOwnPage(message: unknown): Domains {
  const { origins }: AskDomains = v.parse(askDomainsSchema, message);
  const known = origins.flatMap((origin): [string, string][] => {
    const domain = registrableDomainOf(origin);
    return domain === undefined ? [] : [[origin, domain]];
  });
  return { kind: 'domains', domains: Object.fromEntries(known) };
}
