/** `kazasu verify`: who signed a file, and whether it still holds. docs/command-line.md. */
import { type CommandLineIo, languageOf } from '../command-line.ts';
import { printable, printableJson } from '../terminal/printable.ts';
import { VERIFY_EXIT, exitStatusOf } from './exit-status.ts';
import { type BesideDocument, type FileReport, readInput, reportFile } from './file-report.ts';
import { openVerifier } from './open-verifier.ts';
import { describeFile } from './report-lines.ts';
import { jsonOf } from './report-json.ts';
import { VERIFY_TEXTS } from './texts.ts';
import { describeMistake, VERIFY_USAGE } from './usage.ts';
import { asksForJson, parseVerifyArguments, type VerifyArguments } from './verify-arguments.ts';
import { VerifyCommandError } from './verify-command-error.ts';

/** @returns the exit status */
export async function runVerifyCommand(args: readonly string[], io: CommandLineIo): Promise<number> {
  const language = languageOf(io.env);
  if (args[0] === 'help' || args.includes('--help')) {
    io.stdout(VERIFY_USAGE[language]);
    return VERIFY_EXIT.valid;
  }
  const parsed = parseVerifyArguments(args);
  if ('mistake' in parsed) {
    if (asksForJson(args)) io.stdout(printableJson({ error: { code: 'usage' } }));
    else io.stderr(describeMistake(parsed, language));
    return VERIFY_EXIT.usage;
  }
  try {
    return await verifyFiles(parsed, io);
  } catch (thrown) {
    return reportError(thrown, parsed, io);
  }
}

async function verifyFiles(args: VerifyArguments, io: CommandLineIo): Promise<number> {
  const texts = VERIFY_TEXTS[languageOf(io.env)];
  const verifier = await openVerifier(args);
  const document = await readDocument(args);
  const reports: FileReport[] = [];
  for (const file of args.files) {
    const report = await reportFile(file, verifier, document);
    reports.push(report);
    if (!args.json) for (const line of describeFile(report, texts)) io.stdout(printable(line));
  }
  if (args.json) io.stdout(printableJson({ files: reports.map(jsonOf) }));
  return exitStatusOf(reports);
}

async function readDocument({ document }: VerifyArguments): Promise<BesideDocument | undefined> {
  return document === undefined ? undefined : { name: document, bytes: await readInput(document) };
}

function reportError(thrown: unknown, { json }: VerifyArguments, io: CommandLineIo): number {
  const error =
    thrown instanceof VerifyCommandError ? thrown : new VerifyCommandError('internal', '', { cause: thrown });
  const { code, file, sha256 } = error;
  if (json) io.stdout(printableJson({ error: { code, ...(file && { file }), ...(sha256 && { sha256 }) } }));
  else io.stderr(printable(VERIFY_TEXTS[languageOf(io.env)].error[code](file, sha256 ?? '')));
  return code === 'internal' ? VERIFY_EXIT.notValid : VERIFY_EXIT.unreadable;
}
