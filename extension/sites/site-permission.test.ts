import { describe, expect, it } from 'vitest';
import { parseManagedSettings } from '../settings/managed-settings.ts';
import { sitePermission } from './site-permission.ts';

const ORIGIN = 'https://www.service.example';
const HERE = ['https://*.service.example'];
const ELSEWHERE = ['https://other.example'];

describe('sitePermission', () => {
  it.each([
    ['nobody has decided', {}, false, { allowed: true, decidedBy: undefined }],
    ['the person has blocked it', {}, true, { allowed: false, decidedBy: 'person' }],
    [
      'the organisation has blocked it',
      { blockedSites: HERE },
      false,
      { allowed: false, decidedBy: 'organisation' },
    ],
    ['both have blocked it', { blockedSites: HERE }, true, { allowed: false, decidedBy: 'organisation' }],
    ['another site is blocked', { blockedSites: ELSEWHERE }, false, { allowed: true, decidedBy: undefined }],
    [
      'the organisation allows it',
      { allowedSites: HERE },
      false,
      { allowed: true, decidedBy: 'organisation' },
    ],
    [
      'only others are allowed',
      { allowedSites: ELSEWHERE },
      false,
      { allowed: false, decidedBy: 'organisation' },
    ],
    ['nobody is allowed', { allowedSites: [] }, false, { allowed: false, decidedBy: 'organisation' }],
    [
      'the organisation both allows and blocks it',
      { allowedSites: HERE, blockedSites: HERE },
      false,
      { allowed: false, decidedBy: 'organisation' },
    ],
    [
      'the person has blocked what the organisation allows',
      { allowedSites: HERE },
      true,
      { allowed: false, decidedBy: 'person' },
    ],
  ])('when %s', (_, managed, isBlockedByPerson, permission) => {
    expect(sitePermission(ORIGIN, parseManagedSettings(managed), isBlockedByPerson)).toEqual(permission);
  });
});
