import { expect, test } from '@jest/globals';
import { initials, spelling } from './pinyin.ts';

test('[D3.7] initials leave out what is not typed and read surnames as names', () => {
  expect(initials('高血压病 3级（极高危）')).toBe('gxyb3jjgw');
  expect(initials('阿莫西林胶囊')).toBe('amxljn');
  expect(initials('维生素B12片')).toBe('wssb12p');
  expect(initials('单雄信', 'person')).toBe('sxx');
  expect(spelling('林清和')).toBe('linqinghe');
});
