import type { Host } from './host.ts';

/** Cancels what the card is doing, waits for it, and takes the power away. */
export async function closeCard({ cards }: Host): Promise<Record<string, never>> {
  await cards.close();
  return {};
}
