import { describe, expect, it } from 'vitest';
import { slotStatus } from './pcsc-slot.ts';

describe('slotStatus', () => {
  it.each([
    ['EMPTY', 0x0012, 'empty'],
    ['PRESENT', 0x0022, 'card'],
    ['PRESENT, UNPOWERED', 0x0422, 'card'],
    ['PRESENT, INUSE', 0x0122, 'in-use'],
    ['PRESENT, INUSE, EXCLUSIVE', 0x01a2, 'in-use'],
    ['PRESENT, MUTE', 0x0222, 'mute'],
    ['PRESENT, MUTE, INUSE', 0x0322, 'mute'],
  ])('%s', (_, eventState, state) => {
    expect(slotStatus('R', eventState, 1)).toEqual({ name: 'R', state, insertion: '1.0' });
  });

  it('knows nothing of a reader that is UNKNOWN and UNAVAILABLE', () => {
    expect(slotStatus('R', 0x000e, 1)).toBeUndefined();
  });

  it('tells insertions apart by the event counter, up to its last value, and by the context', () => {
    const states = [0x00010022, 0x00030022, 0xffff0022].map((state) => slotStatus('R', state, 7)?.insertion);
    expect(states).toEqual(['7.1', '7.3', '7.65535']);
  });
});
