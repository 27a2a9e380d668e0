/** How a visit of the demo hospital goes: most go well, some end early, as in any hospital. */
import { currentConsent } from '@yunzhen/contracts/patient/consent';
import { lineOf } from '@yunzhen/people/prescription';
import type { Random } from '@yunzhen/people/random';
import type { Story } from '@yunzhen/people/visit';
import { type DemoDoctor, departmentIdOf, drugIdOf } from './catalogue.ts';
import { complaints } from './complaints.ts';
import { type Case, cases } from './data/cases.ts';
import { diagnoses } from './data/diagnoses.ts';
import { questions, ratings } from './data/said.ts';
import { minutes } from './demo.ts';

/** What a department's patients come with. */
const casesOf = new Map(Object.entries(cases).map(([key, list]) => [departmentIdOf(key), list]));

/** From the booking to when operations look at a complaint, at most. */
const answeredWithin = minutes(27 * 60);

/** @param ago milliseconds since it began */
export const storyOf = ({ chance, pick, below }: Random, doctor: DemoDoctor, ago: number): Story => {
  const { diagnosis: code, ...known } = pick(casesOf.get(doctor.departmentId) as readonly Case[]);
  const diagnosis = diagnoses.find(one => one.code === code) as (typeof diagnoses)[number];
  const end = chance(0.1) ? 'is-forgotten' : chance(0.08) ? pick(['cancels', 'is-rejected'] as const) : 'is-treated';
  const [drug, value, unit, frequency, route, days, quantity, more] = known.medicine;
  const isRated = chance(0.6);
  const complaint = chance(0.04) ? pick(complaints) : null;
  return {
    end,
    consentVersion: currentConsent.version,
    chiefComplaint: known.chiefComplaint,
    waits: 4 + below(25),
    talk: Array.from({ length: 1 + below(3) }, () => pick(questions)),
    record: {
      diagnoses: [diagnosis],
      chiefComplaint: `${diagnosis.name}复诊`,
      presentIllness: known.illness,
      pastHistory: '既往诊断明确，资料已上传；否认药物过敏。',
      advice: known.advice,
    },
    prescription: chance(0.7)
      ? {
          written: {
            lines: [lineOf(drugIdOf(drug), { dose: { value, unit }, frequency, route, days, quantity, ...more })],
            ...(days > 7 && { longSupplyReason: '慢性病病情稳定，需长期用药' }),
          },
          ...(chance(0.07) && { failsFor: '用法与诊断不符，请核对剂量。' }),
          isPaid: !chance(0.12),
          isFetched: !chance(0.1),
        }
      : null,
    rating: isRated ? { stars: chance(0.8) ? 5 : 3 + below(2), comment: pick(ratings) } : null,
    // Now and then one is forgotten.
    complaint: complaint && (ago < answeredWithin || chance(0.15)) ? { ...complaint, answer: null } : complaint,
  };
};
