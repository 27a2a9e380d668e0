/** Patients complain about a visit; operators take it and answer. */
import type { InputOf } from '@yunzhen/contracts/api/client';
import type { complaint } from '@yunzhen/contracts/complaint/complaint';
import type { Actor } from '@yunzhen/contracts/roles';
import type { Driver } from './driver.ts';
import { wanting } from './intent.ts';

const want = wanting<typeof complaint>('complaint');

export interface Complaint {
  readonly filed: Omit<InputOf<typeof complaint, 'file'>, 'subject'>;
  /** A day later; null: nobody does. */
  readonly answer: InputOf<typeof complaint, 'answer'> | null;
}

/** About a consultation that is there; its id is the complaint's. */
export const file = (by: Actor, id: string, about: Complaint['filed']) =>
  want(by, id, 'file', { subject: 'consultation', ...about });
export const take = (by: Actor, id: string) => want(by, id, 'take', {});
export const answer = (by: Actor, id: string, said: NonNullable<Complaint['answer']>) => want(by, id, 'answer', said);

const minutes = (count: number): number => count * 60_000;

/** Filed by the patient, and answered where the story has an answer. */
export const complain = async (
  { send, wait }: Driver,
  { patient, operator }: { readonly patient: Actor; readonly operator: Actor },
  id: string,
  { filed, answer: said }: Complaint,
): Promise<void> => {
  await send(file(patient, id, filed));
  if (!said) return;
  await wait(minutes(24 * 60));
  await send(take(operator, id));
  await wait(minutes(20));
  await send(answer(operator, id, said));
};
