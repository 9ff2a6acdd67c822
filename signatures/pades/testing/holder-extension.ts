/** Who the holder of a signature certificate is (a person who does not exist), in a certificate of tests. Not published. */
import { toUtf8 } from '../../../shared/bytes.ts';
import { explicitTag, TAG } from '../../der/der-reader.ts';
import { der, derObjectIdentifier } from '../../der/der-writer.ts';
import type { TestExtension } from '../../testing/test-signer.ts';

export const HOLDER_NAME = '山田　太郎';

/** Values of the otherNames by the last arc of their type. */
const TEXTS = {
  1: HOLDER_NAME,
  2: '00000',
  3: '1',
  4: '319800102',
  5: '架空県見本市試験町一丁目２番３号',
  6: '0000000000000000',
} as const;

export const holderExtension: TestExtension = {
  id: '2.5.29.17',
  value: der(
    TAG.sequence,
    ...Object.entries(TEXTS).map(([arc, text]) =>
      der(
        explicitTag(0),
        derObjectIdentifier(`1.2.392.200149.8.5.5.${arc}`),
        der(explicitTag(0), der(TAG.utf8String, toUtf8(text))),
      ),
    ),
  ),
};
