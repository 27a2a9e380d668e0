import type { Named } from '@yunzhen/contracts/named';
import { isolated } from '@yunzhen/contracts/text';
import { age } from '../words/format.ts';
import { genders } from '../words/states.ts';

type Shown = Pick<Named, 'visitPersonName' | 'gender' | 'birthDate'>;

/** 李* 女 54 岁: as much of it as the role may see. */
export const personWords = ({ visitPersonName, gender, birthDate }: Shown): string =>
  [isolated(visitPersonName ?? '已删除的就诊人'), gender && genders[gender], age(birthDate)].filter(Boolean).join(' ');
