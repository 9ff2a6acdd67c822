/** `kazasu simulate --pki`: serves the test PKI's revocation lists and its OCSP responder until it is told to end. */
import { type CommandLineIo, type Language, languageOf } from '../command-line.ts';
import { MISTAKES, unexpected } from '../usage.ts';
import { type PkiUrls, servePki } from './pki-server.ts';
import { untilTerminated } from './until-terminated.ts';

/** @returns what of the arguments was not understood, or undefined at the end of the work */
export async function runPkiServer(
  args: readonly string[],
  folder: string,
  io: CommandLineIo,
): Promise<string | undefined> {
  const options = parseOptions(args, languageOf(io.env));
  if ('mistake' in options) return options.mistake;
  await servePki({
    port: options.port,
    folder,
    onListening: (urls) => {
      for (const line of lines(urls)) io.stdout(line);
    },
    signal: untilTerminated(),
  });
  return undefined;
}

/** The same in every language, because scripts read them. */
function lines({ crl, ocsp }: PkiUrls): readonly string[] {
  return [
    `CRL, userAuthentication: ${crl.userAuthentication}`,
    `CRL, digitalSignature: ${crl.digitalSignature}`,
    `OCSP: ${ocsp}`,
  ];
}

/** `--pki`, `--pki PORT` or `--pki=PORT`. */
function parseOptions(
  args: readonly string[],
  language: Language,
): { readonly port: number } | { readonly mistake: string } {
  const mistakes = MISTAKES[language];
  const [, tied] = args.find((arg) => arg.startsWith('--pki='))?.split('=') ?? [];
  const others = args.filter((arg) => arg !== '--pki' && !arg.startsWith('--pki='));
  const [text = '0', extra] = tied === undefined ? others : [tied, ...others];
  const stranger = others.find((arg) => arg.startsWith('-'));
  if (stranger !== undefined) return { mistake: mistakes.option(stranger) };
  if (extra !== undefined) return { mistake: unexpected(extra, mistakes) };
  const port = /^\d{1,5}$/u.test(text) ? Number(text) : Number.NaN;
  return port <= 0xffff ? { port } : { mistake: mistakes.value('--pki') };
}
