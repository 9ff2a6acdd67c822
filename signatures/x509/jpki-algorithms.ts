/** The algorithms of the JPKI's certificates, as AlgorithmIdentifiers in DER. */
import { fromHex } from '../../shared/bytes.ts';

/** sha256WithRSAEncryption, RFC 4055 section 5: the only one that the JPKI signs certificates with. */
export const SHA256_WITH_RSA = fromHex('300D 06092A864886F70D01010B 0500');
/** rsaEncryption, RFC 3279 section 2.3.1: of every key. */
export const RSA_ENCRYPTION = fromHex('300D 06092A864886F70D010101 0500');
/** Bits of a key, as the JPKI's have. */
export const RSA_LEAST_BITS = 2048;
