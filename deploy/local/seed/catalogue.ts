/** Departments, doctors, pharmacists, drugs, diagnoses and staff accounts of the demo hospital. */
import { Readable } from 'node:stream';
import type { Actor } from '@yunzhen/contracts/roles';
import type { Servers } from '@yunzhen/platform/servers';
import { openStaffAccount } from '@yunzhen/write-side/account/open-staff';
import { passwords } from '@yunzhen/write-side/account/passwords';
import { diagnosisIdOf } from '@yunzhen/write-side/catalogue/diagnosis-id';
import type { Dispatch } from '@yunzhen/write-side/dispatch';
import { fileStore } from '@yunzhen/write-side/files/store';
import type { Db } from 'mongodb';
import { accounts } from './accounts.ts';
import { departments } from './data/departments.ts';
import { diagnoses } from './data/diagnoses.ts';
import { doctors, pharmacists } from './data/doctors.ts';
import { drugs, inserts, makers } from './data/drugs.ts';
import { type Give, idOf, inParallel, system } from './demo.ts';
import { portrait } from './portrait.ts';

export interface DemoDoctor {
  readonly id: string;
  readonly name: string;
  readonly departmentId: string;
  readonly fee: number;
}

const operator: Actor = { id: idOf('staff', 'operator'), role: 'operator' };

export { operator };
export const departmentIdOf = (key: string) => idOf('department', key);
export const drugIdOf = (code: string) => idOf('drug', code);
export const pharmacistIds = pharmacists.map(([name]) => idOf('pharmacist', name));

export const demoDoctors: readonly DemoDoctor[] = Object.entries(doctors).flatMap(([key, list]) =>
  list.map(([name, , , , fee]) => ({ id: idOf('doctor', name), name, departmentId: departmentIdOf(key), fee })),
);

const titleWords = { chief: '主任医师', 'associate-chief': '副主任医师', attending: '主治医师' } as const;

export const seedCatalogue = async (
  give: Give,
  dispatch: Dispatch,
  { mongo: { db }, blobs, sealing }: Pick<Servers, 'mongo' | 'blobs' | 'sealing'>,
  at: Date,
): Promise<void> => {
  const files = fileStore({ db, blobs, sealing });
  await files.prepare();
  for (const [order, { key, ...rest }] of departments.entries())
    await give('department', departmentIdOf(key), 'open', { ...rest, order }, operator, at);

  const hire = async (
    id: string,
    photo: string,
    name: string,
    gender: 'male' | 'female',
    since: number,
    rest: object,
  ) => {
    const source = Readable.from([portrait(name, gender)]);
    await files.put({ id: photo, kind: 'photo', type: 'image/svg+xml', ownerId: null, subject: null, source });
    const licence = {
      number: `1${String(since)}${photo.replaceAll(/\D/g, '').slice(0, 10)}`,
      issuedBy: '云诊市卫生健康委员会',
      issuedOn: `${since}-07-01`,
      scope: '内科专业',
    };
    await give(
      'practitioner',
      id,
      'hire',
      { name, gender, practisingSince: `${since}-07-01`, licence, photo, ...rest },
      operator,
      at,
    );
  };
  for (const [key, list] of Object.entries(doctors))
    for (const [name, gender, title, since, , specialities] of list) {
      const introduction = `${titleWords[title]}，从业${2026 - since}年。擅长${specialities.join('、')}的诊治与长期管理，重视用药安全与生活方式指导。`;
      const rest = { kind: 'doctor', title, departmentId: departmentIdOf(key), introduction, specialities };
      const id = idOf('doctor', name);
      await hire(id, idOf('photo', name), name, gender, since, rest);
      await give('practitioner', id, 'switch-service', { service: 'online-clinic', on: true }, operator, at);
    }
  for (const [name, gender, since] of pharmacists)
    await hire(idOf('pharmacist', name), idOf('photo', name), name, gender, since, {
      kind: 'pharmacist',
      title: 'pharmacist',
      departmentId: departmentIdOf('cardiology'),
      introduction: '负责互联网医院处方审核与调剂。',
      specialities: ['处方审核'],
    });

  await inParallel(
    drugs,
    32,
    async ([code, name, form, specification, unit, unitPrice, kind = 'western', control = 'none']) => {
      const maker = makers[code.length % makers.length];
      await give(
        'drug',
        drugIdOf(code),
        'list',
        { code, name, kind, control, form, specification, maker, unit, unitPrice, ...inserts[code] },
        operator,
        at,
      );
    },
  );
  await inParallel(diagnoses, 32, diagnosis =>
    give('diagnosis', diagnosisIdOf(diagnosis), 'list', diagnosis, operator, at),
  );
  await openAccounts(dispatch, db, at);
};

/** Who each demo login leads to. */
const holders: Readonly<Record<string, string>> = {
  doctor: demoDoctors[0]?.id ?? '',
  pharmacist: pharmacistIds[0] ?? '',
  operator: operator.id,
};

const openAccounts = async (dispatch: Dispatch, db: Db, at: Date): Promise<void> => {
  const open = openStaffAccount(dispatch, passwords(db), system);
  for (const { login, password, role, name } of accounts)
    await open({ accountId: holders[login] ?? idOf('staff', login), role, login, name, password }, at);
};
