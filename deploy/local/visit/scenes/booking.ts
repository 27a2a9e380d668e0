/** From the department to a held number. */

import { catalogueQueries } from '@yunzhen/contracts/catalogue/queries';
import { channels } from '@yunzhen/contracts/channels';
import { fileEndpoints } from '@yunzhen/contracts/file/endpoints';
import { patientQueries } from '@yunzhen/contracts/patient/queries';
import { practitionerQueries } from '@yunzhen/contracts/practitioner/queries';
import { registrationQueries } from '@yunzhen/contracts/registration/queries';
import { scheduleQueries } from '@yunzhen/contracts/schedule/queries';
import { book as wanted } from '@yunzhen/people/registration';
import { v7 } from 'uuid';
import { clock, yuan } from '../narrator.ts';
import { picture } from '../picture.ts';
import { must, type Stage } from '../stage.ts';
import type { Patient } from './arriving.ts';

export interface ChosenSession {
  readonly clinicSessionId: string;
  readonly doctorId: string;
  readonly fee: number;
  /** The hospital's day it begins on. */
  readonly day: string;
}

/** A session that ends sooner is not begun. */
const leastMs = 10 * 60_000;

/** Department → doctor by pinyin initials → the next session with enough numbers. */
export const chooseSession = (
  stage: Stage,
  who: Patient,
  {
    department,
    initials,
    numbers,
  }: { readonly department: string; readonly initials: string; readonly numbers: number },
): Promise<ChosenSession> =>
  stage.step(who, `选科室 ${department}，搜医生 ${initials}，选号源`, async ({ view }) => {
    const departments = await view(catalogueQueries.departments, {}, rows => `${rows.length} departments`);
    const departmentId = departments.find(({ name }) => name === department)?.departmentId;
    must(departmentId, `there is no ${department}`);
    const doctors = await view(
      practitionerQueries.doctors,
      { departmentId, q: initials },
      ({ rows: [row] }) =>
        row !== undefined && `${row.name}, ${row.title}, ${row.completed} visits, ${row.ratings} ratings`,
    );
    const doctorId = doctors.rows[0]?.practitionerId;
    const fits = (row: { endsAt: string; remaining: number }) =>
      row.remaining >= numbers && Date.parse(row.endsAt) > Date.now() + leastMs;
    const sessions = await view(scheduleQueries.clinicSessions, { doctorId, limit: 100 }, ({ rows }) => {
      const found = rows.find(fits);
      return (
        found !== undefined &&
        `${found.day} ${clock(found.startsAt)}–${clock(found.endsAt)}, ${found.remaining} of ${found.capacity} free, ${yuan(found.fee)}`
      );
    });
    const session = sessions.rows.find(fits);
    must(session, 'no session has a free number');
    return session;
  });

/** Answers the registration's id; the number is held and not yet paid. */
export const book = async (
  stage: Stage,
  who: Patient,
  session: ChosenSession,
  chiefComplaint = '血压控制不稳，晨起偏高，想复诊调整用药。',
): Promise<string> => {
  const registrationId = v7();
  const fileId = await stage.step(who, '上传一张血压记录的照片', async ({ note }) => {
    const bytes = picture();
    const uploaded = await who.api.call(fileEndpoints.uploadPicture, {}, bytes);
    note(`POST /api/files → ${bytes.length} bytes of PNG, kept sealed`);
    return uploaded.fileId;
  });
  await stage.step(who, '写主诉，预约挂号：号先为我留着', async ({ command, told, view }) => {
    const { version } = await who.api.query(patientQueries.consent, {});
    await who.listen(channels.queue(session.clinicSessionId));
    await command(
      'registration.held',
      wanted(who.actor, registrationId, {
        clinicSessionId: session.clinicSessionId,
        visitPersonId: who.visitPersonId,
        chiefComplaint,
        attachments: [fileId],
        consentVersion: version,
      }),
    );
    await told(who, channels.personal(who.id), 'registration.held', { registrationId });
    await view(registrationQueries.registration, { registrationId }, row => {
      const { status, number, fee, payableUntil, attachments } = row;
      return (
        status === 'held' &&
        payableUntil !== null &&
        row.chiefComplaint === chiefComplaint &&
        attachments.includes(fileId) &&
        `${status}, number ${number}, ${yuan(fee)}, to be paid until ${clock(payableUntil)}`
      );
    });
  });
  return registrationId;
};
