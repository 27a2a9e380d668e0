/** A new patient: the first sign-in by WeChat opens the account, then come a visit person and the consent. */

import { patientQueries } from '@yunzhen/contracts/patient/queries';
import { idNumberOf } from '@yunzhen/people/id-number';
import { acceptConsent, addPerson } from '@yunzhen/people/patient';
import { v7 } from 'uuid';
import type { Person } from '../person.ts';
import type { Stage } from '../stage.ts';

export interface Patient extends Person {
  readonly visitPersonId: string;
}

const below = (n: number) => Math.floor(Math.random() * n);
const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;
const surnames = [...'王李张刘陈杨黄赵吴徐孙马朱胡郭高'];
const givens = {
  female: ['秀英', '丽华', '桂兰', '雨桐', '晓梅', '玉珍', '海燕', '欣怡'],
  male: ['建国', '志强', '文博', '思远', '国庆', '俊杰', '浩然', '明远'],
};
const twoDigits = (n: number) => String(n).padStart(2, '0');

/** An adult who does not exist: the region of the ID number is nobody's, and so is the block of the phone. */
const invented = () => {
  const gender = pick(['female', 'male'] as const);
  const birthDate = `${1950 + below(50)}-${twoDigits(1 + below(12))}-${twoDigits(1 + below(28))}`;
  const serial = 100 + 2 * below(450) + (gender === 'male' ? 1 : 0);
  return {
    name: `${pick(surnames)}${pick(givens[gender])}`,
    idNumber: idNumberOf(birthDate, serial),
    phone: `1390000${1_000 + below(9_000)}`,
  };
};

export const arrive = async (stage: Stage, part = '患者'): Promise<Patient> => {
  const owner = `visit-${v7()}`;
  const self = invented();
  const code = await stage.phone.code(owner);
  const person = await stage.enter(self.name, part, { code });
  const visitPersonId = v7();

  await stage.step(person, '用微信登录，第一次来就开了户', async ({ note, view }) => {
    note('wx.login code → POST /api/sign-in/wechat → tokens; one socket to the hub');
    await view(patientQueries.me, {}, me => me.patientId === person.id && `${me.visitPersons.length} visit persons`);
  });
  await stage.step(person, '添加就诊人：本人，证件号码核对通过', async ({ command, view }) => {
    await command('patient.visit-person-added', addPerson(person.actor, { visitPersonId, relation: 'self', ...self }));
    await view(patientQueries.me, {}, ({ visitPersons: [added] }) => {
      return added?.name === self.name && `${added.name}, ${added.gender}, born ${added.birthDate}`;
    });
  });
  await stage.step(person, '阅读并同意《知情同意书》', async ({ command, view }) => {
    const consent = await view(
      patientQueries.consent,
      {},
      ({ title, version, sections }) => `${title} ${version}, ${sections.length} sections`,
    );
    const { version } = consent;
    await command('patient.consent-accepted', acceptConsent(person.actor, version));
    await view(patientQueries.me, {}, ({ consents }) => {
      const accepted = consents.find(one => one.version === version);
      return accepted !== undefined && `version ${version} accepted`;
    });
  });
  return { ...person, visitPersonId };
};
