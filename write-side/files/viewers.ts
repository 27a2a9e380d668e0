/** Who may see a picture: asked of the state of what it hangs on, each time it is fetched. */
import { treating } from '@yunzhen/contracts/consultation/reach';
import { matches, type Reach, reachable } from '@yunzhen/contracts/reach';
import type { Actor } from '@yunzhen/contracts/roles';
import { complaint } from '../complaint/complaint.ts';
import { consultation } from '../consultation/consultation.ts';
import type { Feature } from '../feature.ts';
import type { Attached, StoredFile } from './store.ts';

export type Latest = <S>(of: Feature<S>, id: string) => Promise<S>;

type Viewer = (id: string, by: Actor, latest: Latest, now: number) => Promise<boolean>;

const visitReach: Partial<Record<Actor['role'], Reach>> = { patient: 'own', doctor: treating };
/** The patient of the visit always, its doctor while they treat it. */
const visit: Viewer = async (id, by, latest, now) => {
  const subject = consultation.decider.subject?.(await latest(consultation, id));
  const reach = visitReach[by.role];
  if (!subject || !reach) return false;
  return matches(reachable(reach, { ...by, departmentId: null, now: new Date(now).toISOString() }), subject);
};

const viewers: Readonly<Record<Attached['purpose'], Viewer>> = {
  registration: visit,
  conversation: visit,
  /** Operators answer it, whoever has it in hand; not once the patient has taken it back. */
  complaint: async (id, by, latest) => {
    const { status, patientId } = await latest(complaint, id);
    if (by.role === 'patient') return patientId === by.id;
    return by.role === 'operator' && status !== 'none' && status !== 'withdrawn';
  },
};

export const maySee = async (
  { ownerId, attached }: StoredFile,
  by: Actor,
  latest: Latest,
  now: number,
): Promise<boolean> => {
  if (ownerId === by.id) return true;
  for (const { purpose, id } of attached) if (await viewers[purpose](id, by, latest, now)) return true;
  return false;
};
