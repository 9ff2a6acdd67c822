/** A card for tests: two keys of its own, and bytes of known lengths where certificates would be. */
import { generateKeyPairSync } from 'node:crypto';
import { expect } from 'vitest';
import { fromHex, toHex } from '../../../shared/bytes.ts';
import { CARD_PINS, type CardMemory, type CardSecret, type SecretRecord } from './card-pins.ts';
import { cardInfoApplication, type CardInfoContent } from './card-info-application.ts';
import { commonApplication } from './common-application.ts';
import { type JpkiContent, jpkiApplication } from './jpki-application.ts';
import { SimulatedCard } from './simulated-card.ts';
import { type CardSwitchSettings, DEFAULT_SWITCHES } from './switches.ts';

const newKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
const pkcs8 = { type: 'pkcs8', format: 'pem' } as const;

export const TEST_KEYS = { userAuthentication: newKey(), digitalSignature: newKey() };

/** Bytes 0, 1, 2 … and around again, so that every chunk shows where it comes from. */
export const countingBytes = (length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, index) => index & 0xff);

export const TEST_CONTENT = {
  userAuthentication: {
    certificate: countingBytes(1583),
    caCertificate: countingBytes(1319),
    privateKey: TEST_KEYS.userAuthentication.privateKey.export(pkcs8) as string,
  },
  digitalSignature: {
    certificate: countingBytes(512),
    caCertificate: countingBytes(1304),
    privateKey: TEST_KEYS.digitalSignature.privateKey.export(pkcs8) as string,
  },
} satisfies JpkiContent;

export const TEST_CARD_INFO: CardInfoContent = {
  name: '山田　太郎',
  address: '架空県見本市試験町',
  birthDate: '19800102',
  sex: '1',
  individualNumber: '111111111111',
  verificationNumberB: '55010220351234',
};

export const JPKI = '00A4040C0AD392F000260100000001';
export const ISD = '00A4040C07A0000001510000';
export const AUTH_PIN = '00A4020C020018';
export const SIGN_PIN = '00A4020C02001B';
export const VERIFY_AUTH = '0020008004 31323334';
export const VERIFY_SIGN = '0020008008 4142433132333435';
export const VERIFY_WRONG = '0020008004 30303030';

export class TestCard extends SimulatedCard {
  readonly memory: CardMemory;

  constructor(
    settings: CardSwitchSettings = {},
    content: JpkiContent = TEST_CONTENT,
    memory = volatileMemory(),
  ) {
    const switches = { ...DEFAULT_SWITCHES, ...settings };
    const applications = [
      jpkiApplication(content, switches),
      cardInfoApplication(TEST_CARD_INFO, switches),
      commonApplication({ cardNumber: '0TESTAA00000001', municipalityCode: '99999', validUntil: '20350102' }),
    ];
    super(applications, memory, switches);
    this.memory = memory;
  }

  /** Command and response in hexadecimal. */
  send(command: string): string {
    return toHex(this.process(fromHex(command)));
  }

  /** Every command must have been answered as the script says; `9000+n` is n bytes of data before 9000. */
  run(...script: readonly (readonly [command: string, response: string])[]): this {
    for (const [command, expected] of script) {
      const response = this.send(command);
      const length = response.length / 2 - 2;
      const answered = expected.includes('+') && length > 0 ? `${response.slice(-4)}+${length}` : response;
      expect(`${command} → ${answered}`).toBe(`${command} → ${expected}`);
    }
    return this;
  }
}

export function volatileMemory(): CardMemory {
  const records = new Map<CardSecret, SecretRecord>();
  return {
    read: (secret) => records.get(secret) ?? fresh(secret),
    write: (secret, record) => void records.set(secret, record),
  };
}

function fresh(secret: CardSecret): SecretRecord {
  if (secret === 'verificationNumberA' || secret === 'verificationNumberB')
    return { value: '', triesLeft: 10 };
  return { value: CARD_PINS[secret].initial, triesLeft: CARD_PINS[secret].tries };
}
