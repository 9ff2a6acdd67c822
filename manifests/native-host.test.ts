import { describe, expect, it } from 'vitest';
import { HOST_NAMES } from './identity.ts';
import { nativeHostManifest } from './native-host.ts';

describe('nativeHostManifest', () => {
  it('gives Chromium browsers the origin of the extension', () => {
    expect(nativeHostManifest('chromium', HOST_NAMES.host, '/opt/kazasu/host')).toEqual({
      name: 'app.kazasu.host',
      description: 'Kazasu: My Number Card in the browser',
      path: '/opt/kazasu/host',
      type: 'stdio',
      allowed_origins: ['chrome-extension://ocfbfpcoaakijhoocdkflhcalgchjffd/'],
    });
  });

  it('gives Firefox the id of the add-on', () => {
    expect(nativeHostManifest('firefox', HOST_NAMES.simulator, '/opt/kazasu/simulator')).toEqual({
      name: 'app.kazasu.simulator',
      description: 'Kazasu: a simulated My Number Card, for testing',
      path: '/opt/kazasu/simulator',
      type: 'stdio',
      allowed_extensions: ['kazasu@kazasu'],
    });
  });

  it.each(Object.values(HOST_NAMES))('%s is a name that both families accept', (name) => {
    // Chromium: lower case, digits, underscores and dots, none at an end, no two together. Firefox: ^\w+(\.\w+)*$
    expect(name).toMatch(/^[a-z0-9_]+(?:\.[a-z0-9_]+)*$/u);
  });
});
