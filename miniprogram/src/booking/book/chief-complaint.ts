/** P6.8: the three forms of a complaint, by the age of the visit person, and the one text they become. */
import { ageOn } from '@yunzhen/contracts/patient/id-number';
import type { chiefComplaintForms } from '@yunzhen/contracts/registration/registration';

export type Form = (typeof chiefComplaintForms)[number];
export interface ChiefComplaint {
  readonly symptoms: string;
  readonly diagnosis: string;
  readonly medicines: string;
  readonly weight: string;
}
export const noChiefComplaint: ChiefComplaint = { symptoms: '', diagnosis: '', medicines: '', weight: '' };

export const formOf = (birthDate: string, today: string): Form => {
  const age = ageOn(birthDate, today);
  return age < 6 ? 'under-six' : age < 18 ? 'minor' : 'adult';
};

/** At most 1,000 characters. */
export const textOf = (form: Form, { symptoms, diagnosis, medicines, weight }: ChiefComplaint): string =>
  [
    symptoms.trim(),
    diagnosis.trim() && `既往诊断：${diagnosis.trim()}`,
    medicines.trim() && `用药与过敏：${medicines.trim()}`,
    form !== 'adult' && weight.trim() && `体重：${weight.trim()} kg`,
  ]
    .filter(Boolean)
    .join('\n')
    .slice(0, 1_000);

/** Doses are worked out by it: what no child of that age weighs is a slip of the finger. Kilograms. */
const plausibleKg = { 'under-six': [1, 60], minor: [8, 200] } as const;

/** Why it cannot be handed in yet, or null. */
export const missing = (form: Form, chiefComplaint: ChiefComplaint, guardianName: string): string | null => {
  if (!chiefComplaint.symptoms.trim()) return '请写下哪里不舒服、多久了';
  if (!chiefComplaint.diagnosis.trim()) return '线上只接复诊，请写下医院的诊断';
  if (form !== 'adult') {
    if (!/^\d{1,3}(\.\d)?$/.test(chiefComplaint.weight.trim())) return '请填写孩子的体重（公斤）';
    const [least, most] = plausibleKg[form];
    const kg = Number(chiefComplaint.weight);
    if (kg < least || kg > most) return `请核对孩子的体重：${least} 到 ${most} 公斤`;
  }
  if (form === 'under-six' && !guardianName.trim()) return '六岁以下儿童请填写监护人姓名';
  return null;
};
