/** What the form of a drug (剂型) tells: by which routes it is given, and in how many parts one piece may be divided. */
import type { Route } from '../prescription/usage.ts';

interface Form {
  readonly routes: readonly Route[];
  /** 2: halves. Absent of what is poured or spread. */
  readonly parts?: number;
}

const injected: readonly Route[] = ['401', '402', '403', '404', '601', '602', '603', '604'];

/** The first whose words stand in the form; whatever is released slowly or in the gut stays whole. */
const known: readonly (readonly [form: RegExp, Form])[] = [
  [/注射|针剂/, { routes: injected }],
  [/吸入|气雾|粉雾/, { routes: ['5'] }],
  [/滴眼|眼膏/, { routes: ['607'] }],
  [/滴鼻|鼻喷/, { routes: ['608'] }],
  [/栓剂/, { routes: ['2', '605'], parts: 1 }],
  [/乳膏|软膏|凝胶|贴|搽剂|洗剂/, { routes: ['612', '611', '605', '2', '699'] }],
  [/舌下/, { routes: ['3'], parts: 2 }],
  [/含片/, { routes: ['610'], parts: 1 }],
  [/缓释|控释|肠溶|胶囊|丸/, { routes: ['1', '3'], parts: 1 }],
  [/片/, { routes: ['1', '3', '605'], parts: 2 }],
  [/颗粒|散剂|口服|混悬|糖浆|饮片/, { routes: ['1'] }],
];

/** Null of a form that is not known here: it is not judged by it. */
export const formTells = (form: string): Form | null => known.find(([words]) => words.test(form))?.[1] ?? null;

/** Injections are given by others than the patient, but what a patient injects at home. */
export const isInjected = (form: string): boolean => formTells(form)?.routes === injected;
export const injectedAtHome = /胰岛素|利拉鲁肽|司美格鲁肽/;
