/** The entries of a revocation list, found by serial number in constant time and kept as the octets they came in. */
import { setImmediate } from 'node:timers/promises';
import { DerReader, readOnly, TAG } from '../../../../signatures/der/der-reader.ts';
import {
  hasOnlyKnownCritical,
  readEnumerated,
  readExtensions,
  readInteger,
  readTime,
} from '../../../../signatures/der/der-values.ts';
import { requireThat } from '../revocation-problems.ts';
import { namedReason, REMOVE_FROM_CRL } from '../revocation-reasons.ts';
import type { CertificateList } from './certificate-list.ts';

export interface RevokedCertificate {
  readonly revokedAt: Date;
  readonly reason?: string;
}

/** RFC 5280 section 5.3. */
const ENTRY_EXTENSION = { reasonCode: '2.5.29.21', certificateIssuer: '2.5.29.29' } as const;

/** Of an entry: a serial number of one octet and a UTCTime. Shorter ones would be more than there are slots for. */
const SHORTEST_ENTRY = 20;
/** So that log-ins go on while a long list is read: some milliseconds' work. */
const ENTRIES_AT_ONCE = 10_000;

export class RevokedCertificates {
  readonly #bytes: Uint8Array;
  /** Open addressing: where an entry begins, plus one; 0 is free. At least a third is. */
  readonly #slots: Uint32Array;

  private constructor(bytes: Uint8Array, mostEntries: number) {
    this.#bytes = bytes;
    this.#slots = new Uint32Array(2 ** Math.ceil(Math.log2(mostEntries * 1.5 + 1)));
  }

  /**
   * @throws RevocationProblem for an entry because of which the whole list must not be used
   * @throws SyntaxError for what is no entry
   */
  static async read({ toBeSigned, entries }: CertificateList): Promise<RevokedCertificates> {
    const found = new RevokedCertificates(toBeSigned, (entries.end - entries.start) / SHORTEST_ENTRY);
    const reader = new DerReader(toBeSigned, entries.start, entries.end);
    const judge = createExtensionJudge();
    for (let count = 1; !reader.isAtEnd; count += 1) {
      const { position } = reader;
      const entry = reader.read(TAG.sequence);
      const serialNumber = readInteger(entry);
      if (!entry.readOptional(TAG.utcTime)) entry.read(TAG.generalizedTime);
      if (reader.position - position < SHORTEST_ENTRY) throw new SyntaxError('too short for an entry');
      if (!entry.isAtEnd) judge(entry.rest);
      found.#slots[found.#slotOf(serialNumber)] = position + 1;
      if (count % ENTRIES_AT_ONCE === 0) await setImmediate();
    }
    return found;
  }

  find(serialNumber: Uint8Array): RevokedCertificate | undefined {
    const taken = this.#slots[this.#slotOf(serialNumber)] ?? 0;
    if (taken === 0) return undefined;
    const entry = this.#entryAt(taken - 1);
    readInteger(entry);
    const revokedAt = readTime(entry);
    return { revokedAt, ...namedReason(reasonCode(entry.rest)) };
  }

  /** The one that has this serial number, or the free one where it belongs. */
  #slotOf(serialNumber: Uint8Array): number {
    const mask = this.#slots.length - 1;
    let slot = hash(serialNumber) & mask;
    for (let taken = this.#slots[slot]; taken; taken = this.#slots[slot]) {
      if (Buffer.compare(readInteger(this.#entryAt(taken - 1)), serialNumber) === 0) break;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #entryAt(position: number): DerReader {
    return new DerReader(this.#bytes, position).read(TAG.sequence);
  }
}

/** FNV-1a, 32 bits. What is hashed comes from the issuer, so nobody chooses collisions. */
function hash(octets: Uint8Array): number {
  let value = 0x811c9dc5;
  for (const octet of octets) value = Math.imul(value ^ octet, 0x01000193);
  return value;
}

/** Entries by the hundred thousand have the same extensions, so each kind is read once. */
function createExtensionJudge(): (extensions: Uint8Array) => void {
  const judged = new Set<string>();
  return (extensions) => {
    const text = Buffer.from(extensions).toString('latin1');
    if (judged.has(text)) return;
    judgeExtensions(extensions);
    if (judged.size < MOST_REMEMBERED) judged.add(text);
  };
}

const MOST_REMEMBERED = 1000;

/** Section 5.3: a critical extension that is not understood spoils the list, not only its entry. */
function judgeExtensions(extensions: Uint8Array): void {
  const found = readExtensions(readOnly(extensions, TAG.sequence));
  requireThat(!found.has(ENTRY_EXTENSION.certificateIssuer), 'crl-indirect');
  requireThat(hasOnlyKnownCritical(found, [ENTRY_EXTENSION.reasonCode]), 'crl-critical-extension');
  requireThat(reasonCode(extensions) !== REMOVE_FROM_CRL, 'crl-delta');
}

function reasonCode(extensions: Uint8Array): number | undefined {
  if (extensions.length === 0) return undefined;
  const extension = readExtensions(readOnly(extensions, TAG.sequence)).get(ENTRY_EXTENSION.reasonCode);
  return extension && readEnumerated(new DerReader(extension.value));
}
