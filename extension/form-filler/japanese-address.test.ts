import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitAddress } from './japanese-address.ts';

describe('splitAddress', () => {
  it.each([
    ['東京都', '千代田区', '霞が関一丁目２番３号'],
    ['東京都', '北区', '王子一丁目１番'],
    ['東京都', '町田市', '森野二丁目２番'],
    ['東京都', '東村山市', '本町一丁目２番'],
    ['東京都', '大島町', '元町一丁目１番'],
    ['北海道', '札幌市中央区', '北一条西二丁目'],
    ['北海道', '余市郡余市町', '朝日町２６番地'],
    ['京都府', '京都市上京区', '下立売通新町西入'],
    ['大阪府', '堺市堺区', '南瓦町３番１号'],
    ['神奈川県', '横浜市中区', '本町六丁目'],
    ['千葉県', '市川市', '八幡一丁目１番１号'],
    ['千葉県', '市原市', '国分寺台中央一丁目'],
    ['三重県', '四日市市', '諏訪町１番５号'],
    ['広島県', '廿日市市', '下平良一丁目'],
    ['石川県', '野々市市', '三納一丁目'],
    ['奈良県', '大和郡山市', '北郡山町２４８番地'],
    ['愛知県', '蒲郡市', '旭町１７番１号'],
    ['福島県', '郡山市', '朝日一丁目'],
    ['福島県', '田村郡三春町', '大町１番地'],
    ['山形県', '東村山郡山辺町', '緑ケ丘５番地'],
    ['群馬県', '佐波郡玉村町', '下新田２０１番地'],
    ['佐賀県', '杵島郡大町町', '大町５０１７番地'],
    ['宮城県', '柴田郡村田町', '村田迫６番地'],
    ['岐阜県', '山県市', '高木１０００番地'],
    ['新潟県', '十日町市', '千歳町三丁目'],
    ['架空県', '見本市', '試験町一丁目２番３号'],
  ])('%s %s', (prefecture, city, street) => {
    expect(splitAddress(prefecture + city + street)).toEqual({ prefecture, city, street });
  });

  it('leaves in the street what it cannot tell', () => {
    expect(splitAddress('国外')).toEqual({ prefecture: '', city: '', street: '国外' });
  });

  it('loses nothing but spaces at the joints', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const { prefecture, city, street } = splitAddress(text);
        expect((prefecture + city + street).replaceAll(/\s/gu, '')).toBe(text.replaceAll(/\s/gu, ''));
      }),
    );
  });
});
