import { describe, expect, it } from 'vitest';
import type { CardRequest } from '../../shared/page-protocol.ts';
import { chosenValues, firstChoice, withChoice } from './attribute-choice.ts';

const REQUEST: CardRequest = {
  method: 'readAttributes',
  attributes: ['sex', 'address', 'name'],
  required: ['address'],
};
const LOG_IN: CardRequest = { method: 'authenticate', nonce: 'n'.repeat(32) };

describe('the choice of attributes', () => {
  it('begins with what is required, and nothing else', () => {
    expect(firstChoice(REQUEST)).toEqual(['address']);
    expect(firstChoice({ ...REQUEST, required: undefined })).toEqual([]);
    expect(firstChoice(LOG_IN)).toEqual([]);
  });

  it.each([
    ['adds', ['address'], 'name', true, ['name', 'address']],
    ['takes back', ['name', 'address'], 'name', false, ['address']],
    ['keeps what is required', ['name', 'address'], 'address', false, ['name', 'address']],
    ['adds nothing that was not asked for', ['address'], 'birthDate', true, ['address']],
    ['adds nothing twice', ['name', 'address'], 'name', true, ['name', 'address']],
  ] as const)('%s', (_, chosen, attribute, isChosen, expected) => {
    expect(withChoice(REQUEST, chosen, attribute, isChosen)).toEqual(expected);
  });

  it('leaves a log-in alone', () => {
    expect(withChoice(LOG_IN, [], 'name', true)).toEqual([]);
  });
});

it('only chosen values go on, whatever the host says', () => {
  const values = { name: '山田　太郎', sex: 'male' } as const;
  expect(chosenValues(values, ['name', 'address'])).toEqual({ name: '山田　太郎' });
});
