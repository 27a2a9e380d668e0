import { z } from 'zod';
import { day, id } from '../language.ts';
import { viewShape } from '../shape.ts';
import { titles } from './practitioner.ts';

/** P6.3, P6.4: a doctor or pharmacist as everybody may see them. */
export const practitionerRow = z.object({
  practitionerId: id,
  kind: z.enum(['doctor', 'pharmacist']),
  name: z.string(),
  /** Pinyin initials of the name, lower case. */
  initials: z.string(),
  /** Pinyin of the name, lower case, and the initials of each speciality: what they are found by besides their words. */
  spelling: z.string(),
  specialityInitials: z.array(z.string()),
  gender: z.enum(['male', 'female']),
  title: z.enum(titles),
  departmentId: id,
  practisingSince: day,
  licence: z.object({ number: z.string(), issuedBy: z.string(), issuedOn: day, scope: z.string() }),
  introduction: z.string(),
  specialities: z.array(z.string()),
  photo: id.nullable(),
  onlineClinic: z.boolean(),
  healthConsultation: z.boolean(),
  active: z.boolean(),
  /** The mean is `stars / ratings`; hidden ratings do not count. */
  ratings: z.int(),
  stars: z.int(),
  followers: z.int(),
  completed: z.int(),
});
export type PractitionerRow = z.infer<typeof practitionerRow>;

export const practitionersView = viewShape({
  name: 'practitioners',
  version: 2,
  row: practitionerRow,
  owners: { doctor: 'practitionerId', pharmacist: 'practitionerId' },
  events: [
    'practitioner.hired',
    'practitioner.profile-changed',
    'practitioner.service-switched',
    'practitioner.rehired',
    'practitioner.retired',
    'patient.doctor-followed',
    'patient.doctor-unfollowed',
    'consultation.completed',
    'rating.rated',
    'rating.hidden',
  ],
});
