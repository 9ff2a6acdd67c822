import type { HostParams, HostResult } from '../../shared/host-protocol.ts';
import type { CardInspection } from '../card/card-inspection.ts';
import type { Call } from '../messaging/dispatcher.ts';
import type { Host } from './host.ts';
import { markingUnsupported } from './unsupported-card.ts';

/** Everything that the card says without a PIN; it is closed afterwards. @throws those of CardAccess.visit */
export function inspectCard(
  { cards, readers, watch }: Host,
  { reader }: HostParams<'inspectCard'>,
  { signal }: Call,
): Promise<HostResult<'inspectCard'>> {
  return markingUnsupported(watch, reader, async () => {
    const inspection = await cards.visit(reader, (card, either) => card.inspect(either), signal);
    return toResult(inspection, readers.simulated);
  });
}

function toResult(inspection: CardInspection, simulatedReader: boolean): HostResult<'inspectCard'> {
  const { userAuthentication, digitalSignature } = inspection.certificates;
  const { state, validity } = userAuthentication;
  return {
    kind: inspection.kind,
    triesLeft: inspection.triesLeft,
    certificates: {
      userAuthentication: {
        state,
        ...(validity && {
          validity: {
            notBefore: validity.notBefore.toISOString(),
            notAfter: validity.notAfter.toISOString(),
          },
        }),
      },
      digitalSignature,
    },
    simulated: inspection.simulated || simulatedReader,
  };
}
