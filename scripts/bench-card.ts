/**
 * `npm run bench:card`: what one log-in costs at the card, beside OpenSC and beside the fewest commands that the card's
 * interface allows, all in one run on the same simulated card behind pcscd. A count that is too high fails the run; a
 * time never does, because machines differ, and vpcd takes some 44 ms for each command, whoever sends it.
 */
import { createWorld, type World } from '../e2e/harness/world.ts';
import { sendBare, shortestCommands } from './bench/card/floor.ts';
import { type IdleCost, watchIdly } from './bench/card/idle.ts';
import { type KazasuLogin, logInByKazasu } from './bench/card/kazasu.ts';
import { type Growth, growInProcess, growOverPcsc } from './bench/card/many-logins.ts';
import { signByPkcs11Tool } from './bench/card/pkcs11-tool.ts';
import type { Session } from './bench/card/session.ts';
import { type Line, printTable } from './bench/card/table.ts';
import { median } from './bench/row.ts';

const ROUNDS = 5;
const MAX_APDUS = 16;
const MAX_ABOVE_FLOOR = 1;
/** VERIFY, SELECT, COMPUTE DIGITAL SIGNATURE. */
const FROM_PIN_TO_SIGNATURE = 3;
const LOGINS = { inProcess: 1000, overPcsc: 20 };

const world = await createWorld('pcsc');
try {
  const rounds = await playRounds(world);
  printTable(linesOf(rounds));
  checkCounts(rounds.first, rounds.floor);
  printIdleCost(await watchIdly(world));
  printGrowth('in process', await growInProcess(world, LOGINS.inProcess));
  printGrowth('through pcscd', await growOverPcsc(world, LOGINS.overPcsc));
} finally {
  await world.dispose();
}

interface Rounds {
  readonly first: KazasuLogin[];
  readonly second: KazasuLogin[];
  readonly floor: Session[];
  readonly pkcs11: Session[];
  readonly pkcs11Named: Session[];
}

/** Turn and turn about, so that noise meets all of them. */
async function playRounds(on: World): Promise<Rounds> {
  const rounds: Rounds = { first: [], second: [], floor: [], pkcs11: [], pkcs11Named: [] };
  process.env['PCSCLITE_CSOCK_NAME'] = on.pcscd().socket; // for the bare loop, in this process
  for (let round = 0; round < ROUNDS; round += 1) {
    await on.freshCard();
    const first = await logInByKazasu(on);
    rounds.first.push(first);
    rounds.second.push(await logInByKazasu(on));
    rounds.floor.push(await sendBare(on, shortestCommands(certificateBytes(first))));
    rounds.pkcs11.push(await signByPkcs11Tool(on));
    rounds.pkcs11Named.push(await signByPkcs11Tool(on, { OPENSC_DRIVER: 'jpki' }));
  }
  return rounds;
}

/** All that READ BINARY brought. */
function certificateBytes({ apdus }: Session): number {
  return apdus.filter(({ ins }) => ins === 'B0').reduce((sum, { length }) => sum + length, 0);
}

function linesOf({ first, second, floor, pkcs11, pkcs11Named }: Rounds): readonly Line[] {
  const floorMs = medianOf(floor);
  const line = (what: string, sessions: readonly Session[], ms = medianOf(sessions)): Line[] =>
    sessions.slice(-1).map((session) => ({ what, session, ms, floorMs }));
  const whole = median(first.map(({ wholeMs }) => wholeMs));
  return [
    ...line('floor: a bare loop over the reader', floor),
    ...line('Kazasu: openCard to the token', first),
    ...line('Kazasu: the same, card left in place', second),
    ...line('Kazasu: start of the host to the token', first, whole),
    ...line('pkcs11-tool: one signature', pkcs11),
    ...line('pkcs11-tool: told which card it is (OPENSC_DRIVER)', pkcs11Named),
  ];
}

function medianOf(sessions: readonly Session[]): number {
  return median(sessions.map(({ ms }) => ms));
}

function checkCounts(logins: readonly Session[], [floor]: readonly Session[]): void {
  for (const { apdus } of logins) {
    const instructions = apdus.map(({ ins }) => ins);
    const verify = apdus.findIndex(({ command }) => command.endsWith('****'));
    check('APDUs of one log-in', apdus.length, MAX_APDUS);
    check('APDUs above the floor', apdus.length - (floor?.apdus.length ?? 0), MAX_ABOVE_FLOOR);
    check('APDUs from PIN to signature', instructions.indexOf('2A') - verify + 1, FROM_PIN_TO_SIGNATURE);
  }
}

function check(what: string, count: number, most: number): void {
  if (count <= most) return;
  console.error(`${what}: ${count}, but at most ${most}`);
  process.exitCode = 1;
}

function printIdleCost({ seconds, cpuMs, wakeUps }: IdleCost): void {
  console.log(`host watching two readers for ${seconds} s: ${cpuMs} ms of CPU time, ${wakeUps} wake-ups`);
}

function printGrowth(where: string, { logins, heapBytes, handles, threads }: Growth): void {
  const heap = heapBytes === undefined ? '' : `heap ${(heapBytes / 1024).toFixed(1)} KB, `;
  console.log(`${logins} log-ins ${where}, growth: ${heap}handles ${handles}, threads ${threads}`);
}
