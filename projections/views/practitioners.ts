import type { ConsultationEvent } from '@yunzhen/contracts/consultation/consultation';
import type { PatientEvent } from '@yunzhen/contracts/patient/patient';
import type { PractitionerEvent } from '@yunzhen/contracts/practitioner/practitioner';
import { practitionersView } from '@yunzhen/contracts/practitioner/row';
import type { RatingEvent } from '@yunzhen/contracts/rating/rating';
import { initials, spelling } from '../pinyin.ts';
import { project } from '../view.ts';

/** P6.3, O3.2: every doctor and pharmacist with what patients made of them. */
export const practitioners = project(practitionersView)<
  PractitionerEvent | PatientEvent | ConsultationEvent | RatingEvent
>(
  {
    'practitioner.hired': ({ photo = null, ...e }) => ({
      id: e.practitionerId,
      set: {
        ...e,
        photo,
        initials: initials(e.name, 'person'),
        spelling: spelling(e.name),
        specialityInitials: e.specialities.map(words => initials(words)),
        onlineClinic: e.kind === 'doctor',
        healthConsultation: false,
        active: true,
        ratings: 0,
        stars: 0,
        followers: 0,
        completed: 0,
      },
    }),
    'practitioner.profile-changed': ({ practitionerId, photo = null, introduction, specialities }) => ({
      id: practitionerId,
      set: { introduction, specialities, specialityInitials: specialities.map(words => initials(words)), photo },
    }),
    'practitioner.service-switched': ({ practitionerId, service, on }) => ({
      id: practitionerId,
      set: service === 'online-clinic' ? { onlineClinic: on } : { healthConsultation: on },
    }),
    'practitioner.rehired': e => ({ id: e.practitionerId, set: { active: true } }),
    'practitioner.retired': e => ({ id: e.practitionerId, set: { active: false } }),
    'patient.doctor-followed': e => ({ id: e.doctorId, existing: true, inc: { followers: 1 } }),
    'patient.doctor-unfollowed': e => ({ id: e.doctorId, existing: true, inc: { followers: -1 } }),
    'consultation.completed': e => ({ id: e.doctorId, existing: true, inc: { completed: 1 } }),
    'rating.rated': e => ({ id: e.doctorId, existing: true, inc: { ratings: 1, stars: e.stars } }),
    'rating.hidden': e => ({ id: e.doctorId, existing: true, inc: { ratings: -1, stars: -e.stars } }),
  },
  [
    { kind: 1, completed: -1 },
    { departmentId: 1, completed: -1 },
  ],
);
