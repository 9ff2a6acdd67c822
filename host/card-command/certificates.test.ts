import { describe, expect, it } from 'vitest';
import { card, insertCard, isClosed, json, pinsSent } from './card-command.fixture.ts';

describe('certificates', () => {
  const PERSONAL = /山田|架空県|1980|TESTAA/u;

  it('says nothing personal by itself', async () => {
    const { status, stdout } = await card(['certificates', '--json']);
    expect(status).toBe(0);
    expect(stdout).not.toMatch(PERSONAL);
    expect(JSON.parse(stdout)).toMatchObject({
      certificates: [
        { which: 'userAuthentication', policies: ['1.2.392.200149.8.5.1.3.30'], revocation: 'not-checked' },
        { which: 'digitalSignature', state: 'protected' },
        { which: 'userAuthenticationCa', simulated: true },
        { which: 'digitalSignatureCa', simulated: true },
      ],
    });
    expect((await card(['certificates'], '', 'ja')).stdout).not.toMatch(PERSONAL);
    expect(pinsSent()).toEqual([]);
  });

  it('says what names the holder with the password, in small letters too', async () => {
    const { status, value } = await json(['certificates', '--show-personal', '--pin-stdin'], 'abc12345\n');
    expect(status).toBe(0);
    expect(value).toMatchObject({
      certificates: [
        { personal: { commonName: '000000T0TESTAA99999000A' } },
        {
          which: 'digitalSignature',
          policies: ['1.2.392.200149.8.5.1.1.20'],
          personal: {
            name: '山田　太郎',
            address: '架空県見本市試験町一丁目２番３号',
            birthDate: '1980-01-02',
            sex: 'male',
          },
        },
        {},
        {},
      ],
    });
    expect(isClosed()).toBe(true);
    const { stdout } = await card(['certificates', '--show-personal', '--pin-stdin'], 'ABC12345\n', 'ja');
    expect(stdout).toContain('1980年1月2日(昭和55年)');
  });

  it('asks a child for no password', async () => {
    insertCard('no-signature-certificate');
    const { status, value } = await json(['certificates', '--show-personal', '--pin-stdin']);
    expect(status).toBe(0);
    expect(value).toMatchObject({
      certificates: [{ state: 'readable' }, { which: 'digitalSignature', state: 'missing' }, {}, {}],
    });
  });
});
