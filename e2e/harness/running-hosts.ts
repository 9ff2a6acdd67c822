import { readdir, readFile } from 'node:fs/promises';

/** Process ids of the hosts that run in a home folder. Linux's /proc tells who runs with which arguments and environment. */
export async function hostsIn(home: string): Promise<number[]> {
  const ids = (await readdir('/proc')).filter((name) => /^[0-9]+$/u.test(name));
  const found = await Promise.all(ids.map(async (id) => ((await isHost(id, home)) ? [Number(id)] : [])));
  return found.flat();
}

async function isHost(id: string, home: string): Promise<boolean> {
  try {
    const command = await readFile(`/proc/${id}/cmdline`, 'utf8');
    if (!command.includes('native-messaging')) return false;
    return (await readFile(`/proc/${id}/environ`, 'utf8')).includes(`HOME=${home}\0`);
  } catch {
    return false; // it has ended in the meantime
  }
}
