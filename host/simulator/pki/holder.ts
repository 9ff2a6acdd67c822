/** The people to whom simulated cards belong. They are fictional, and so are their prefecture and their town. */

export interface Holder {
  /** U+3000 between family and given name. */
  readonly name: string;
  readonly address: string;
  /** Era and Gregorian date, EYYYYMMDD: 3 is 昭和, 4 is 平成. */
  readonly birth: string;
  /** 1 male, 2 female. */
  readonly sex: '1' | '2';
  /** 個人番号, which is 照合番号A too. Its check digit is wrong, so that it is nobody's. */
  readonly individualNumber: string;
  /** 照合番号B: birth in the era, YYMMDD; end of the card's validity, YYYY; security code. */
  readonly verificationNumberB: string;
  /** 15 characters */
  readonly cardNumber: string;
  /** End of the card's validity, YYYYMMDD. */
  readonly validUntil: string;
  /** Letters in the common names of the certificates, where a real card has random ones. */
  readonly mark: string;
}

export const HOLDERS = {
  taro: {
    name: '山田　太郎',
    address: '架空県見本市試験町一丁目２番３号',
    birth: '319800102',
    sex: '1',
    individualNumber: '111111111111',
    verificationNumberB: '55010220351234',
    cardNumber: '0TESTAA00000001',
    validUntil: '20350102',
    mark: 'TESTAA',
  },
  hanako: {
    name: '山田　花子',
    address: '架空県見本市試験町四丁目５番６号',
    birth: '419920304',
    sex: '2',
    individualNumber: '222222222222',
    verificationNumberB: '04030420355678',
    cardNumber: '0TESTBB00000002',
    validUntil: '20350304',
    mark: 'TESTBB',
  },
} as const satisfies Record<string, Holder>;
export type HolderName = keyof typeof HOLDERS;

/** Where every holder lives, in the spelling of certificates; no such place exists. */
export const HOME = { prefecture: 'Kakuu-ken', city: 'Mihon-shi', municipalityCode: '99999' } as const;
