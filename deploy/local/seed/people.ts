/** Demo patients: invented names, numbers of a region that does not exist, phones of a block that is not given out. */
import { idNumberOf } from '@yunzhen/people/id-number';
import { patientIdOf } from '@yunzhen/write-side/account/identity';
import { idOf } from './demo.ts';

const surnames = '王李张刘陈杨黄赵吴徐孙马朱胡郭高';
const givens = [
  '秀英',
  '建国',
  '丽华',
  '志强',
  '桂兰',
  '文博',
  '思远',
  '雨桐',
  '子涵',
  '浩然',
  '晓梅',
  '国庆',
  '玉珍',
  '俊杰',
  '欣怡',
  '海燕',
];
export interface DemoPatient {
  readonly openid: string;
  readonly patientId: string;
  readonly visitPersonId: string;
  readonly name: string;
  readonly idNumber: string;
  readonly phone: string;
}

const count = 48;

/**
 * @param openidOf what WeChat calls a person
 * @param round another one is of other people
 */
export const demoPatients = async (
  openidOf: (person: string) => Promise<string>,
  round = 0,
): Promise<readonly DemoPatient[]> =>
  Promise.all(
    Array.from({ length: count }, async (_, at) => {
      const index = round * count + at;
      const person = `patient-${index + 1}`;
      const openid = await openidOf(person);
      const year = 1948 + ((index * 13) % 58);
      const birthDate = `${year}-${String(1 + (index % 12)).padStart(2, '0')}-${String(1 + ((index * 7) % 28)).padStart(2, '0')}`;
      return {
        openid,
        patientId: patientIdOf(openid),
        visitPersonId: idOf('visit-person', person),
        name: `${surnames[index % surnames.length]}${givens[(index * 5) % givens.length]}`,
        idNumber: idNumberOf(birthDate, 100 + index),
        phone: `1390000${String(1_000 + index)}`,
      };
    }),
  );
