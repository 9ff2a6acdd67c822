/** 共通カードAP: one record that says which card this is. docs/simulator.md, "Applications". */
import { fromHex, toUtf8 } from '../../../shared/bytes.ts';
import { AID } from '../../../shared/jpki.ts';
import type { CardApplication } from './card-application.ts';
import { tlv } from './tlv.ts';

export interface CommonContent {
  /** 15 characters, of which the last 14 are the card's serial number (製造番号). */
  readonly cardNumber: string;
  /** 5 digits */
  readonly municipalityCode: string;
  /** YYYYMMDD */
  readonly validUntil: string;
}

const CARD_RECORD_FID = 0x0001;

export function commonApplication({
  cardNumber,
  municipalityCode,
  validUntil,
}: CommonContent): CardApplication {
  const record = tlv(0x01, toUtf8(cardNumber), toUtf8(municipalityCode), toUtf8(validUntil));
  return {
    aid: fromHex(AID.commonCard),
    files: [{ kind: 'records', fid: CARD_RECORD_FID, records: [record] }],
  };
}
