/** 医务人员: doctors and pharmacists, those who left too. */

import { practitioner } from '@yunzhen/contracts/practitioner/practitioner';
import { practitionerQueries } from '@yunzhen/contracts/practitioner/queries';
import type { z } from 'zod';
import { type Listing, optionsOf } from '../../parts/listing/column.ts';
import { count } from '../../words/format.ts';
import { genders, practitionerKinds, titleWords } from '../../words/states.ts';
import { HireButton } from './hire-button.tsx';
import { PractitionerActions } from './practitioner-actions.tsx';

type Row = z.output<typeof practitionerQueries.practitioners.result>['rows'][number];

export const practitioners: Listing<Row> = {
  name: '医务人员',
  query: practitionerQueries.practitioners,
  idOf: ({ practitionerId }) => practitionerId,
  columns: [
    { key: 'name', title: '姓名', value: row => row.name },
    { key: 'kind', title: '岗位', value: row => practitionerKinds[row.kind] },
    { key: 'title', title: '职称', value: row => titleWords[row.title] },
    { key: 'department', title: '科室', value: row => row.departmentName },
    { key: 'gender', title: '性别', value: row => genders[row.gender] },
    { key: 'since', title: '执业自', value: row => row.practisingSince },
    { key: 'clinic', title: '网络门诊', value: row => (row.onlineClinic ? '开通' : '关闭') },
    {
      key: 'completed',
      title: '完成问诊',
      value: row => row.completed,
      show: row => count(row.completed),
      numeric: true,
    },
    {
      key: 'rating',
      title: '评分',
      value: row => (row.ratings === 0 ? null : Math.round((10 * row.stars) / row.ratings) / 10),
      numeric: true,
    },
    { key: 'active', title: '在职', value: row => (row.active ? '在职' : '已离职') },
    { key: 'licence', title: '执业证号', value: row => row.licence.number, extra: true },
    { key: 'followers', title: '关注', value: row => row.followers, numeric: true, extra: true },
  ],
  filters: [{ name: 'kind', label: '岗位', options: optionsOf(practitionerKinds) }],
  Actions: HireButton,
  rowActions: { access: practitioner.commands.retire.access, Content: PractitionerActions },
  empty: ['没有符合条件的医务人员', '换一个岗位看看。'],
};
