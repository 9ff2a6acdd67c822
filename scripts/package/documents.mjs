// Verifies one signed document, which scripts/package.ts runs in a project where there is nothing but the package.
import { text } from 'node:stream/consumers';
import { createDocumentVerifier } from 'kazasu/verify';

const { what, signed, settings, now } = JSON.parse(await text(process.stdin));
const verifier = createDocumentVerifier({ trustAnchors: settings.trustAnchors, now: () => new Date(now) });
const octets = Buffer.from(signed, 'base64');
const result = await {
  pdf: () => verifier.verifyPdf(octets),
  cms: () => verifier.verifyCms(octets),
  xml: () => verifier.verifyXml(octets),
  jws: () => verifier.verifyJws(signed),
}[what]();
console.log(result.ok ? result.signatures[0].holder.name.text : result.code);
