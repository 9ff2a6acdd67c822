/**
 * A card in good order for tests above single commands: the files of docs/card.md, and no doubtful point of it. What
 * cards may do otherwise is the simulator's business; what readers may do to it is the test's.
 */
import { equalBytes, fromHex, toHex, toUtf8, type Bytes } from '../../shared/bytes.ts';
import { AID, CARD_INFO_EF, JPKI_EF, type PinKind } from '../../shared/jpki.ts';
import type { CardConnection } from '../readers/reader.ts';
import type { TestCardContent } from './test-card-content.ts';

export interface ModelContent {
  readonly userAuthentication: TestCardContent;
  /** Absent for a holder under 15. */
  readonly digitalSignature?: TestCardContent;
  readonly label?: string;
  /** Whether the authentication certificate stands behind its PIN, as on a smartphone. */
  readonly protectsAuthCertificate?: boolean;
}

/** 山田 太郎, who does not exist. */
export const HOLDER = {
  name: '山田　太郎',
  address: '東京都千代田区霞が関一丁目１番１号',
  birthDate: '19800217',
  sex: '1',
};

interface ModelPin {
  value: string;
  triesLeft: number;
  readonly tries: number;
}

interface ModelFile {
  readonly content?: Uint8Array;
  readonly openedBy?: PinKind;
  readonly pin?: PinKind;
  readonly sign?: (digestInfo: Uint8Array) => Bytes;
}

const OK = fromHex('9000');

export class ModelCard implements CardConnection {
  readonly pins: Record<PinKind, ModelPin> = {
    userAuthentication: { value: '1234', triesLeft: 3, tries: 3 },
    digitalSignature: { value: 'ABC123', triesLeft: 5, tries: 5 },
    cardInfoInput: { value: '5678', triesLeft: 3, tries: 3 },
  };
  /** In hexadecimal. */
  readonly sent: string[] = [];
  disconnected = 0;
  readonly #applications: ReadonlyMap<string, ReadonlyMap<number, ModelFile>>;
  #application: ReadonlyMap<number, ModelFile> | undefined;
  #file: ModelFile | undefined;
  readonly #verified = new Set<PinKind>();
  readonly #alwaysOpen = new Set<PinKind>();

  constructor(content: ModelContent) {
    this.#applications = new Map([
      [AID.jpki, jpkiFiles(content)],
      [AID.cardInfoInput, cardInfoFiles()],
      [AID.issuerSecurityDomain, new Map()],
    ]);
  }

  /** Lets anybody read what this PIN would open. */
  unprotect(pin: PinKind): void {
    this.#alwaysOpen.add(pin);
  }

  /** Commands that carried a PIN. */
  get pinsSent(): readonly string[] {
    return this.sent.filter((command) => /^002[04]/u.test(command) && command.length > 8);
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- what it throws must reject
  async transmit(command: Uint8Array): Promise<Bytes> {
    this.sent.push(toHex(command));
    const [, ins = 0, p1 = 0, p2 = 0] = command;
    const data = command.subarray(5, 5 + (command[4] ?? 0));
    switch (ins) {
      case 0xa4:
        return p1 === 4 ? this.#selectApplication(toHex(data)) : this.#selectFile(data);
      case 0xb0:
        return this.#read((p1 << 8) | p2, (command[4] ?? 0) || 256);
      case 0x20:
        return this.#verify(data);
      case 0x24:
        return this.#change(data);
      case 0x2a:
        return this.#sign(data);
      default:
        return fromHex('6D00');
    }
  }

  disconnect(): Promise<void> {
    this.disconnected += 1;
    this.#verified.clear();
    return Promise.resolve();
  }

  #selectApplication(aid: string): Bytes {
    const application = this.#applications.get(aid);
    if (application === undefined) return fromHex('6A82');
    if (application !== this.#application) this.#verified.clear();
    this.#application = application;
    this.#file = undefined;
    return OK;
  }

  #selectFile(fid: Uint8Array): Bytes {
    const file = this.#application?.get(((fid[0] ?? 0) << 8) | (fid[1] ?? 0));
    this.#file = file ?? this.#file;
    return file ? OK : fromHex('6A82');
  }

  #read(offset: number, le: number): Bytes {
    const { content, openedBy } = this.#file ?? {};
    if (content === undefined) return fromHex('6986');
    if (openedBy && !this.#verified.has(openedBy) && !this.#alwaysOpen.has(openedBy)) return fromHex('6982');
    if (offset >= content.length) return fromHex('6B00');
    return Uint8Array.of(...content.subarray(offset, offset + le), ...OK);
  }

  #verify(code: Uint8Array): Bytes {
    const kind = this.#file?.pin;
    if (kind === undefined) return fromHex('6986');
    const pin = this.pins[kind];
    if (code.length === 0) return Uint8Array.of(0x63, 0xc0 | pin.triesLeft);
    if (pin.triesLeft === 0) return fromHex('6984');
    const right = equalBytes(code, toUtf8(pin.value));
    pin.triesLeft = right ? pin.tries : pin.triesLeft - 1;
    if (!right) return Uint8Array.of(0x63, 0xc0 | pin.triesLeft);
    this.#verified.add(kind);
    return OK;
  }

  #change(code: Uint8Array): Bytes {
    const kind = this.#file?.pin;
    if (kind === undefined) return fromHex('6986');
    if (!this.#verified.has(kind)) return fromHex('6982');
    this.pins[kind].value = String.fromCharCode(...code);
    return OK;
  }

  #sign(digestInfo: Uint8Array): Bytes {
    const { sign, openedBy } = this.#file ?? {};
    if (sign === undefined) return fromHex('6986');
    if (openedBy && !this.#verified.has(openedBy)) return fromHex('6982');
    return Uint8Array.of(...sign(digestInfo), ...OK);
  }
}

/** A data object with a length of up to 64 KiB. */
export function tlv(tag: string, value: Uint8Array): Bytes {
  const { length } = value;
  const header = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length];
  return Uint8Array.of(...fromHex(tag), ...header, ...value);
}

/** EF 0002 of 券面事項入力補助AP: an offset table, then the four attributes. */
export function attributesFile({ name, address, birthDate, sex } = HOLDER): Bytes {
  const parts = [
    tlv('DF21', fromHex('000E 0020 0059 0064')),
    tlv('DF22', toUtf8(name)),
    tlv('DF23', toUtf8(address)),
    tlv('DF24', toUtf8(birthDate)),
    tlv('DF25', toUtf8(sex)),
  ];
  return tlv('FF20', Uint8Array.from(parts.flatMap((part) => [...part])));
}

function jpkiFiles(content: ModelContent): Map<number, ModelFile> {
  const {
    userAuthentication,
    digitalSignature,
    label = 'JPKIAPICCTOKEN2',
    protectsAuthCertificate,
  } = content;
  const files = new Map<number, ModelFile>([
    [JPKI_EF.tokenInformation, { content: toUtf8(label.padEnd(32)) }],
    [
      JPKI_EF.authCertificate,
      {
        content: userAuthentication.certificate,
        ...(protectsAuthCertificate && { openedBy: 'userAuthentication' }),
      },
    ],
    [JPKI_EF.authCaCertificate, { content: userAuthentication.certificate }],
    [JPKI_EF.authPin, { pin: 'userAuthentication' }],
    [JPKI_EF.authKey, { sign: userAuthentication.sign, openedBy: 'userAuthentication' }],
  ]);
  if (digitalSignature === undefined) return files;
  return files
    .set(JPKI_EF.signCertificate, { content: digitalSignature.certificate, openedBy: 'digitalSignature' })
    .set(JPKI_EF.signCaCertificate, { content: digitalSignature.certificate })
    .set(JPKI_EF.signPin, { pin: 'digitalSignature' })
    .set(JPKI_EF.signKey, { sign: digitalSignature.sign, openedBy: 'digitalSignature' });
}

function cardInfoFiles(): Map<number, ModelFile> {
  return new Map<number, ModelFile>([
    // The individual number's file: there, so that a test would see it read.
    [0x0001, { content: fromHex('FF100C 303030303030303030303030 FFFF') }],
    [CARD_INFO_EF.attributes, { content: attributesFile(), openedBy: 'cardInfoInput' }],
    [CARD_INFO_EF.pin, { pin: 'cardInfoInput' }],
  ]);
}
