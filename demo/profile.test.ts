import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readSignUp, toSignUpInput } from './profile.ts';

const RIGHT = {
  name: '山田　太郎',
  address: '架空県見本市試験町一丁目２番３号',
  birthDate: '1980-01-02',
  sex: 'unknown',
  consent: 'yes',
};

it('is what was stated, without the space around it', () => {
  const { name, address, birthDate, sex } = RIGHT;
  const profile = { name, address, birthDate, sex };
  expect(readSignUp({ ...RIGHT, name: ` ${name}\n` })).toEqual({ profile });
});

it.each<[string, string | undefined]>([
  ['name', undefined],
  ['name', ' 　'],
  ['name', '山田\u0000太郎'],
  ['name', 'あ'.repeat(101)],
  ['address', 'あ'.repeat(201)],
  ['birthDate', '1980-1-2'],
  ['birthDate', '2001-02-29'],
  ['birthDate', '1879-12-31'],
  ['birthDate', '9999-12-31'],
  ['sex', ''],
  ['sex', 'other'],
  ['consent', undefined],
  ['consent', 'on'],
])('%s is wrong as %j', (field, value) => {
  expect(readSignUp(toSignUpInput({ ...RIGHT, [field]: value }))).toEqual({ wrong: [field] });
});

it('names all that is wrong, in the order of the form', () => {
  expect(readSignUp({})).toEqual({ wrong: ['name', 'address', 'birthDate', 'sex', 'consent'] });
});

it('takes whatever is posted, and throws nothing', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...Object.keys(RIGHT), 'x'), fc.anything()), (posted) => {
      const input = toSignUpInput(posted);
      expect(Object.values(input).every((value) => typeof value === 'string')).toBe(true);
      const result = readSignUp(input);
      expect('profile' in result || result.wrong.length > 0).toBe(true);
    }),
  );
});
