/** Signed XML documents, for those who want to attack them. Not published. */
import { fromUtf8 } from '../../../shared/bytes.ts';
import type { IntegrityFailureCode } from '../../signature-report.ts';
import type { TestSigner } from '../../testing/test-signer.ts';
import { resign } from './resign.ts';
import { signXml } from './sign-xml.ts';

export interface XmlScene {
  /** Whose signature is expected. */
  readonly signer: TestSigner;
  /** Somebody else, with a certificate of the same name. */
  readonly stranger: TestSigner;
  /** A document that `signer` has signed, enveloped. */
  readonly signed: string;
  /** The same, by an identifier of the root element instead of the whole document. */
  readonly signedById: string;
  /** A document that is nothing but a detached signature of `DETACHED_NAME`. */
  readonly detached: string;
}

export const DETACHED_NAME = '文書 1.txt';
export const DETACHED_CONTENT = '金千円を支払います。\r\n';

const DOCUMENT =
  '<?xml version="1.0" encoding="UTF-8"?>\n<申請 xmlns="urn:example:form" Id="form">\n' +
  '  <氏名>山田　太郎</氏名>\n  <金額 Id="amount">1000</金額>\n</申請>\n';

export async function makeXmlScene(signer: TestSigner, stranger: TestSigner): Promise<XmlScene> {
  const signed = fromUtf8(await signXml(DOCUMENT, signer));
  const detached = await signXml(DETACHED_CONTENT, signer, { packaging: 'detached', name: DETACHED_NAME });
  return {
    signer,
    stranger,
    signed,
    signedById: resign(signed.replace('URI=""', 'URI="#form"'), signer),
    detached: fromUtf8(detached),
  };
}

export interface XmlAttack {
  /** What the first signature's report says. */
  readonly code: IntegrityFailureCode;
  readonly xml: string;
  /** How many signatures there are: one by default. */
  readonly signatures?: number;
}
