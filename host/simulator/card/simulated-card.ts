/**
 * A My Number Card as far as its behaviour is known (docs/card.md): one command APDU in, one response APDU out.
 * It knows nothing of readers, scenarios or files; {@link CardMemory} keeps what must outlive its power.
 */
import type { Bytes } from '../../../shared/bytes.ts';
import type { CardApplication } from './card-application.ts';
import type { CardMemory } from './card-pins.ts';
import { CardSession } from './card-session.ts';
import { parseCommandApdu } from './command-apdu.ts';
import { findCommand } from './command-table.ts';
import { issuerSecurityDomain } from './issuer-security-domain.ts';
import { respond, SW } from './status-word.ts';
import type { CardSwitches } from './switches.ts';

export class SimulatedCard {
  readonly #applications: readonly CardApplication[];
  readonly #memory: CardMemory;
  readonly #switches: CardSwitches;
  #session: CardSession;
  #fresh = true;

  /** Has power from the start. `applications` are those beside the issuer security domain. */
  constructor(applications: readonly CardApplication[], memory: CardMemory, switches: CardSwitches) {
    this.#applications = [issuerSecurityDomain, ...applications];
    this.#memory = memory;
    this.#switches = switches;
    this.#session = new CardSession(issuerSecurityDomain);
  }

  /** Off and on again (SCARD_UNPOWER_CARD): everything volatile is gone. */
  powerCycle(): void {
    this.#session = new CardSession(issuerSecurityDomain);
    this.#fresh = true;
  }

  /** A reset without loss of power (SCARD_RESET_CARD). */
  reset(): void {
    if (this.#switches.resetClearsVerified) this.powerCycle();
  }

  /** @returns the response APDU, two bytes or more, for any bytes at all */
  process(bytes: Uint8Array): Bytes {
    const wakes = this.#fresh && this.#switches.firstCommandFails;
    this.#fresh = false;
    if (wakes) return respond(SW.internal);
    const command = parseCommandApdu(bytes);
    if (command === undefined) return respond(SW.wrongLength);
    const handle = findCommand(command.cla, command.ins);
    if (typeof handle === 'number') return respond(handle);
    return handle(command, {
      session: this.#session,
      applications: this.#applications,
      memory: this.#memory,
      switches: this.#switches,
    });
  }
}
