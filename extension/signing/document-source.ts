/**
 * Where documents come from, and who fetches time stamps: a page, by way of its bridge, or the person's own files. The
 * prompt is the same for both.
 */
import type { Bytes } from '../../shared/bytes.ts';

export interface DocumentSource {
  /**
   * @returns exactly as many bytes as were asked for, in memory that is theirs alone: the receiver gives it back
   * @throws {KazasuError} `invalid-request` when the source gives others
   */
  read(document: number, offset: number, length: number): Promise<Bytes>;
}

export interface TimestampSource {
  /**
   * @param requests TimeStampReq in DER (RFC 3161 section 2.4.1)
   * @returns TimeStampResp in DER, one for each request and in their order; nobody has looked at them yet
   */
  timestamps(requests: readonly Uint8Array[]): Promise<readonly Bytes[]>;
}
