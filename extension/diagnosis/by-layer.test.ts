import { expect, it } from 'vitest';
import { byLayer } from './by-layer.ts';
import { reportText } from './report-text.ts';

it('findings stand by layer, from the browser down, each with its worst', () => {
  const layers = byLayer([
    { code: 'pin-blocked', subject: 'userAuthentication', count: 0 },
    { code: 'extension-version', subject: '1.2.3' },
    { code: 'pin-in-order', subject: 'cardInfoInput', count: 3 },
    { code: 'not-registered', subject: 'Firefox' },
    { code: 'registered', subject: 'Chromium' },
  ]);
  expect(layers.map(({ layer, level, findings }) => [layer, level, findings.length])).toEqual([
    ['extension', 'ok', 1],
    ['registration', 'note', 2],
    ['pins', 'problem', 2],
  ]);
});

it('of nothing there is nothing', () => {
  expect(byLayer([])).toEqual([]);
});

it('the report has one line for each finding: layer, level, code, and what it is about', () => {
  const text = reportText(
    [
      { code: 'pin-tries-used', subject: 'userAuthentication', count: 2 },
      { code: 'certificate-valid', subject: 'userAuthentication', date: '2031-01-02T14:59:59.000Z' },
      { code: 'extension-version', subject: '1.2.3' },
    ],
    { time: new Date('2026-06-01T09:00:00Z'), browser: 'Example/1.0' },
  );
  expect(text).toBe(
    [
      'Kazasu 2026-06-01T09:00:00.000Z',
      'Example/1.0',
      'extension     ok       extension-version 1.2.3',
      'pins          note     pin-tries-used userAuthentication 2',
      'certificates  ok       certificate-valid userAuthentication 2031-01-02',
      '',
    ].join('\n'),
  );
});
