/** The two kinds of certificate on a card, and of authority behind them. */
export type CertificateKind = 'userAuthentication' | 'digitalSignature';
