/** The GlobalPlatform issuer security domain: current after power-up, and nothing in it that a host may use. */
import { fromHex } from '../../../shared/bytes.ts';
import { AID } from '../../../shared/jpki.ts';
import type { CardApplication } from './card-application.ts';

export const issuerSecurityDomain: CardApplication = { aid: fromHex(AID.issuerSecurityDomain), files: [] };
