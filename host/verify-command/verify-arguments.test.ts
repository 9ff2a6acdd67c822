import { expect, it } from 'vitest';
import { parseVerifyArguments, type VerifyMistake } from './verify-arguments.ts';

it('takes each option that may come again as often as it comes, wherever it stands', () => {
  const args = [
    'a.pdf',
    '--ca',
    '1.pem',
    '--ca=2.pem',
    '--test-ca',
    '3.pem',
    '--json',
    'b.xml',
    '--crl',
    '4.crl',
  ];
  expect(parseVerifyArguments(args)).toEqual({
    files: ['a.pdf', 'b.xml'],
    document: undefined,
    authorities: [{ file: '1.pem' }, { file: '2.pem' }],
    testAuthorities: ['3.pem'],
    timestampAuthorities: [],
    revocationLists: ['4.crl'],
    json: true,
  });
});

it('takes a document for one file, and a name that looks like an option behind --', () => {
  expect(parseVerifyArguments(['--document', 'a.txt', '--ca', 'ca.pem', '--', '-a.p7s'])).toMatchObject({
    files: ['-a.p7s'],
    document: 'a.txt',
  });
});

const PIN = '0f'.repeat(32);

it('takes a fingerprint for the authority in front of it', () => {
  const colons = Array.from({ length: 32 }, () => 'AB').join(':');
  const args = [
    '--ca',
    '1.pem',
    '--ca',
    '2.pem',
    'a.pdf',
    '--ca-sha256',
    PIN,
    '--ca=3.pem',
    `--ca-sha256=${colons}`,
  ];
  expect(parseVerifyArguments(args)).toMatchObject({
    files: ['a.pdf'],
    authorities: [{ file: '1.pem' }, { file: '2.pem', sha256: PIN }, { file: '3.pem', sha256: colons }],
  });
});

it.each<[string[], VerifyMistake]>([
  [[], { mistake: 'no-argument', typed: '' }],
  [['--ca', 'ca.pem'], { mistake: 'no-file', typed: '' }],
  [['a.pdf'], { mistake: 'no-authority', typed: '' }],
  [['a.pdf', '--timestamp-ca', 'ca.pem'], { mistake: 'no-authority', typed: '' }],
  [['a.pdf', '--ca'], { mistake: 'value', typed: '--ca' }],
  [['a.pdf', '--ca', '--json'], { mistake: 'value', typed: '--ca' }],
  [['a.pdf', '--ca='], { mistake: 'value', typed: '--ca' }],
  [['a.pdf', '--ca', 'ca.pem', '--ca-sha256'], { mistake: 'value', typed: '--ca-sha256' }],
  [['a.pdf', '--ca', 'ca.pem', '--ca-sha256', `${PIN}0`], { mistake: 'fingerprint', typed: `${PIN}0` }],
  [['a.pdf', '--ca', 'ca.pem', '--ca-sha256', 'abc'], { mistake: 'fingerprint', typed: 'abc' }],
  [['a.pdf', '--ca-sha256', PIN, '--ca', 'ca.pem'], { mistake: 'fingerprint-of-none', typed: '' }],
  [['a.pdf', '--test-ca', 'ca.pem', '--ca-sha256', PIN], { mistake: 'fingerprint-of-none', typed: '' }],
  [
    ['a.pdf', '--ca', 'ca.pem', '--ca-sha256', PIN, '--ca-sha256', PIN],
    { mistake: 'fingerprint-of-none', typed: '' },
  ],
  [['a.pdf', '--ca', 'ca.pem', '--json=yes'], { mistake: 'value', typed: '--json' }],
  [['a.pdf', '--ca', 'ca.pem', '--trust-all'], { mistake: 'option', typed: '--trust-all' }],
  [['a.pdf', '--ca', 'ca.pem', '-x'], { mistake: 'option', typed: '-x' }],
  [
    ['a.p7s', 'b.p7s', '--ca', 'ca.pem', '--document', 'a.txt'],
    { mistake: 'document-of-several', typed: '' },
  ],
])('does not understand %j', (args, mistake) => {
  expect(parseVerifyArguments(args)).toEqual(mistake);
});
