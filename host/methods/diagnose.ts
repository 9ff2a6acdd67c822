import { version } from '../../package.json';
import type { Finding } from '../../shared/diagnosis.ts';
import { errorCodeOf } from '../../shared/errors.ts';
import type { HostResult } from '../../shared/host-protocol.ts';
import { cardFindings } from '../diagnosis/card-findings.ts';
import { readerFindings } from '../diagnosis/reader-findings.ts';
import type { Call } from '../messaging/dispatcher.ts';
import type { Host } from './host.ts';

/** Looks at every layer below the extension. What is broken is a finding; nothing of it is an error. */
export async function diagnose(host: Host, { signal }: Call): Promise<HostResult<'diagnose'>> {
  const { watch } = host;
  const installation = await host.inspectInstallation();
  await watch.start();
  const view = watch.readers();
  const findings: Finding[] = [
    ...installation,
    { code: 'helper-version', subject: version },
    ...readerFindings(view),
  ];
  for (const { name, state } of view.readers) {
    if (state === 'card') findings.push(...(await findingsOfCard(host, name, signal)));
  }
  return { findings };
}

/** A card that this host holds for another call is closed by the visit: a diagnosis is asked for on its own. */
async function findingsOfCard({ cards, now }: Host, reader: string, signal: AbortSignal): Promise<Finding[]> {
  try {
    return cardFindings(await cards.visit(reader, (card, either) => card.inspect(either), signal), now());
  } catch (error) {
    const code = errorCodeOf(error);
    if (code === 'card-in-use' || code === 'card-mute' || code === 'card-unsupported') {
      return [{ code, subject: reader }];
    }
    return [{ code: 'card-unreadable', subject: code }];
  }
}
