/**
 * `npm run bench`: how long the person and the service wait, as ratios against a floor measured in the same run, turn
 * and turn about, because machines differ and are noisy. Nothing here passes or fails.
 */
import { benchHistory } from './bench/history.ts';
import { benchHostStart } from './bench/host-start.ts';
import { benchLogin } from './bench/login.ts';
import { benchNonces } from './bench/nonces.ts';
import { benchPageApi } from './bench/page-api.ts';
import { benchPopup } from './bench/popup.ts';
import { type Figure, printFigure, printRow, type Row } from './bench/row.ts';
import { benchService } from './bench/service.ts';
import { benchRevocation } from './bench/revocation.ts';
import { benchSignedDocuments } from './bench/signed-documents.ts';
import { benchSigningInBrowser } from './bench/signing-in-browser.ts';
import { benchSigning } from './bench/signing.ts';
import { benchVerify } from './bench/verify.ts';
import { benchVerifyDocuments } from './bench/verify-documents.ts';

const BENCHES: Readonly<Record<string, () => Promise<readonly (Row | Figure)[]>>> = {
  'host-start': benchHostStart,
  'page-api': benchPageApi,
  login: benchLogin,
  signing: benchSigning,
  'signed-documents': benchSignedDocuments,
  'signing-in-browser': benchSigningInBrowser,
  popup: benchPopup,
  history: benchHistory,
  verify: benchVerify,
  'verify-documents': benchVerifyDocuments,
  revocation: benchRevocation,
  nonces: benchNonces,
  service: benchService,
};

const wanted = process.argv.slice(2);
for (const [name, bench] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for (const row of await bench()) {
    if ('ms' in row) printRow(row);
    else printFigure(row);
  }
}
