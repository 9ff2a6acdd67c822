/** What an office does with a signed notification before it believes it. */
import type { DocumentFailureCode, DocumentVerifier, SignatureSuccess } from 'kazasu/verify';
import type { Notification } from './notification.ts';

export interface CheckedNotification extends Notification {
  /** As it was signed. */
  readonly signed: string;
  readonly signature: SignatureSuccess;
}

export type NotificationRefusal = DocumentFailureCode | 'another-document' | 'several-signers';

/** @returns why it is refused, where it is */
export async function checkNotification(
  notification: Notification,
  signed: string,
  verifier: DocumentVerifier,
): Promise<CheckedNotification | { readonly refused: NotificationRefusal }> {
  const result = await verifier.verifyXml(new TextEncoder().encode(signed));
  if (!result.ok) return { refused: result.code };
  // A signature says who signed a document, not that it is the one that they were given.
  if (!holds(signed, notification.xml)) return { refused: 'another-document' };
  const [signature, ...others] = result.signatures;
  return others.length > 0 ? { refused: 'several-signers' } : { ...notification, signed, signature };
}

/** The signature stands before the end of the root element, and nothing else was added: the verifier has seen to that. */
function holds(signed: string, original: string): boolean {
  const end = original.lastIndexOf('</');
  return signed.startsWith(original.slice(0, end)) && signed.endsWith(original.slice(end));
}
