import { test } from '@jest/globals';
import type { DepartmentEvent } from '@yunzhen/contracts/catalogue/department';
import type { DiagnosisEvent } from '@yunzhen/contracts/catalogue/diagnosis';
import type { DrugEvent } from '@yunzhen/contracts/catalogue/drug';
import type { DataOf } from '@yunzhen/contracts/language';
import { spec } from '../spec.ts';
import { idOf, now, system } from '../testing/harness.ts';
import { decider as department } from './decide-department.ts';
import { decider as diagnosis } from './decide-diagnosis.ts';
import { decider as drug } from './decide-drug.ts';

const id = idOf(1);
const asked = { id, now, by: system };

{
  const { given } = spec(department);
  const details = { name: '心血管内科', subjectCode: '03.04', introduction: '高血压、冠心病复诊。', order: 1 };
  const opened: DepartmentEvent = { type: 'department.opened', data: { departmentId: id, ...details } };
  const closed: DepartmentEvent = { type: 'department.closed', data: { departmentId: id } };
  const open = { type: 'open' as const, ...asked, ...details };
  const change = { ...open, type: 'change' as const, name: '心内科' };
  const close = { type: 'close' as const, ...asked };

  test('[O2.2] a department is opened, once', () => {
    given().when(open).then(opened);
    given(opened).when(open).thenNothing();
    given(opened, closed).when(open).thenRefused('department-closed');
  });
  test('[O2.2] an open department is changed', () => {
    given(opened)
      .when(change)
      .then({ type: 'department.changed', data: { departmentId: id, ...details, name: '心内科' } });
    given().when(change).thenRefused('unknown-department');
    given(opened, closed).when(change).thenRefused('department-closed');
  });
  test('[O2.2] an open department is closed, once', () => {
    given(opened).when(close).then(closed);
    given(opened, closed).when(close).thenNothing();
    given().when(close).thenRefused('unknown-department');
  });
}

{
  const { given } = spec(drug);
  const details = {
    code: 'XA01ABD075A002010100483',
    name: '苯磺酸氨氯地平片',
    kind: 'western' as const,
    control: 'none' as const,
    form: '片剂',
    specification: '5mg*7片',
    maker: '某制药有限公司',
    unit: '盒',
    unitPrice: 199_000,
  };
  const listed = (changes: Partial<DataOf<DrugEvent, 'drug.listed'>> = {}): DrugEvent => ({
    type: 'drug.listed',
    data: { drugId: id, ...details, ...changes },
  });
  const priced = (unitPrice: number): DrugEvent => ({ type: 'drug.priced', data: { drugId: id, unitPrice } });
  const delisted: DrugEvent = { type: 'drug.delisted', data: { drugId: id } };
  const list = { type: 'list' as const, ...asked, ...details };
  const price = { type: 'price' as const, ...asked, unitPrice: 219_000 };
  const delist = { type: 'delist' as const, ...asked };

  test('[O2.5] a drug is listed; an import that is repeated lists it once', () => {
    given().when(list).then(listed());
    given(listed()).when(list).thenNothing();
  });
  test('[O2.5] listed with other details it is corrected', () =>
    given(listed())
      .when({ ...list, maker: '另一制药有限公司' })
      .then(listed({ maker: '另一制药有限公司' })));
  test('[O2.5] what a table leaves out of the package insert stays, until the drug is taken off the list', () => {
    const insert = { mostPerDay: 2, indications: ['I10'] };
    given(listed(insert)).when(list).thenNothing();
    given(listed(insert))
      .when({ ...list, mostPerDay: 1 })
      .then(listed({ ...insert, mostPerDay: 1 }));
    given(listed(insert), delisted).when(list).then(listed());
  });
  test('[O2.5] an import with the old price after a new one sets it back', () => {
    given(listed(), priced(219_000)).when(list).then(listed());
    given(listed(), priced(219_000))
      .when({ ...list, unitPrice: 219_000 })
      .thenNothing();
  });
  test('[O2.5] what was taken off the list comes back', () => given(listed(), delisted).when(list).then(listed()));
  test('[O2.5] a listed drug gets another price, once', () => {
    given(listed()).when(price).then(priced(219_000));
    given(listed(), priced(219_000)).when(price).thenNothing();
    given().when(price).thenRefused('unknown-drug');
    given(listed(), delisted).when(price).thenRefused('drug-delisted');
  });
  test('[O2.5] a listed drug is taken off, once', () => {
    given(listed()).when(delist).then(delisted);
    given(listed(), delisted).when(delist).thenNothing();
    given().when(delist).thenRefused('unknown-drug');
  });
}

{
  const { given } = spec(diagnosis);
  const details = { code: 'I10.x00', name: '原发性高血压', system: 'icd10' as const };
  const listed = (name = details.name): DiagnosisEvent => ({
    type: 'diagnosis.listed',
    data: { diagnosisId: id, ...details, name },
  });
  const delisted: DiagnosisEvent = { type: 'diagnosis.delisted', data: { diagnosisId: id } };
  const list = { type: 'list' as const, ...asked, ...details };
  const delist = { type: 'delist' as const, ...asked };

  test('[O2.4] a diagnosis is listed; an import that is repeated lists it once', () => {
    given().when(list).then(listed());
    given(listed()).when(list).thenNothing();
  });
  test('[O2.4] listed under another name it is corrected', () =>
    given(listed())
      .when({ ...list, name: '特发性高血压' })
      .then(listed('特发性高血压')));
  test('[O2.4] what was taken off comes back', () => given(listed(), delisted).when(list).then(listed()));
  test('[O2.4] a diagnosis is taken off, once', () => {
    given(listed()).when(delist).then(delisted);
    given(listed(), delisted).when(delist).thenNothing();
    given().when(delist).thenRefused('unknown-diagnosis');
  });
}
