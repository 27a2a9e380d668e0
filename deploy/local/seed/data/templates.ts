/** What the cardiologists of the demo hospital write again and again. Drugs and diagnoses by their codes in the catalogue. */
import type { DoseUnit, Frequency } from '@yunzhen/contracts/prescription/usage';

interface Saved {
  readonly doctor: string;
  readonly name: string;
  readonly sharing: 'own' | 'department';
  readonly diagnoses: readonly string[];
}
export interface PrescriptionTemplate extends Saved {
  readonly lines: readonly (readonly [
    drug: string,
    dose: number,
    unit: DoseUnit,
    frequency: Frequency,
    days: number,
    packs: number,
  ])[];
}
export interface RecordTemplate extends Saved {
  readonly chiefComplaint?: string;
  readonly presentIllness?: string;
  readonly pastHistory?: string;
  readonly advice: string;
}

/** Taken by mouth, for stable chronic diseases. */
export const prescriptionTemplates: readonly PrescriptionTemplate[] = [
  {
    doctor: '林清和',
    name: '高血压稳定期续方',
    sharing: 'own',
    diagnoses: ['I10'],
    lines: [['XC08CAA001', 5, 'mg', 'qd', 28, 1]],
  },
  {
    doctor: '林清和',
    name: '冠心病二级预防',
    sharing: 'department',
    diagnoses: ['I25.1'],
    lines: [
      ['XB01ACA007', 100, 'mg', 'qd', 28, 1],
      ['XC10AAA005', 20, 'mg', 'qn', 28, 1],
      ['XC07ABM004', 47.5, 'mg', 'qd', 28, 1],
    ],
  },
  {
    doctor: '周若岚',
    name: '高脂血症降脂续方',
    sharing: 'department',
    diagnoses: ['E78.5'],
    lines: [['XC10AAR006', 10, 'mg', 'qn', 28, 1]],
  },
];

export const recordTemplates: readonly RecordTemplate[] = [
  {
    doctor: '林清和',
    name: '高血压复诊',
    sharing: 'own',
    diagnoses: ['I10'],
    chiefComplaint: '高血压复诊续药',
    presentIllness: '规律服用降压药，近两周家庭自测血压＿＿/＿＿ mmHg，无头痛、胸闷、心悸，无下肢水肿。',
    pastHistory: '高血压病史＿＿年；否认糖尿病、脑卒中；否认药物过敏。',
    advice: '低盐饮食，每日早晚各测血压一次并记录，四周后复诊；收缩压超过 180 mmHg 或出现胸痛立即就近急诊。',
  },
  {
    doctor: '许知远',
    name: '早搏复诊医嘱',
    sharing: 'department',
    diagnoses: ['I49.3'],
    advice: '避免熬夜、浓茶和咖啡；心悸加重时记录发作时间并做心电图；出现晕厥、胸痛立即就近急诊。',
  },
];
