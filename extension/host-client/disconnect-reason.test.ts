import { describe, expect, it } from 'vitest';
import { disconnectReason } from './disconnect-reason.ts';

describe('disconnectReason', () => {
  it.each([
    // Chromium 156
    ['Specified native messaging host not found.', 'host-missing'],
    ['Access to the specified native messaging host is forbidden.', 'host-forbidden'],
    ['Native host has exited.', 'host-exited'],
    ['Error when communicating with the native messaging host.', 'host-malformed'],
    // Firefox 153: no manifest, or one that does not name us
    ['No such native application app.kazasu.host', 'host-missing'],
    // no program where the manifest says, or what it wrote was no JSON
    ['An unexpected error occurred', 'host-exited'],
    [
      'Native application tried to send a message of 4194304 bytes, which exceeds the limit of 1048576 bytes.',
      'host-malformed',
    ],
    // it exited
    [undefined, 'host-exited'],
  ])('reads %j as %s', (text, code) => {
    expect(disconnectReason(text)).toBe(code);
  });
});
