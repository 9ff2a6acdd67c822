import { expect, it } from 'vitest';
import { subjectOf } from '../testing/test-crl.ts';
import { authority, leaf } from '../testing/scene.ts';
import { nameValues } from '../../../signatures/x509/distinguished-name.ts';

it.each([
  ['organisation', ['JPKI']],
  [
    'organisationalUnit',
    ['JPKI for user authentication', 'Japan Agency for Local Authority Information Systems'],
  ],
] as const)('gives the values of %s, in their order and no other', (type, values) => {
  expect(nameValues(subjectOf(authority.certificate), type)).toEqual(values);
  expect(nameValues(subjectOf(leaf), type)).toEqual([]);
});
