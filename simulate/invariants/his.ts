/** HIS has what we have, each thing once, with its charge, and nothing of what came to nothing. */
import type { World } from '../world/world.ts';

/** Fen that somebody decided to give back of what was paid for a thing. */
const granted = ({ truth }: World) => {
  const bySubject = new Map<string, number>();
  for (const { lines, requests } of truth.payment.values())
    for (const { lineId, status, amount } of Object.values(requests)) {
      const subject = lines.find(line => line.lineId === lineId)?.subjectId;
      if (subject && status === 'granted') bySubject.set(subject, (bySubject.get(subject) ?? 0) + amount);
    }
  return (subject: string): number => bySubject.get(subject) ?? 0;
};

export const hisAgrees = (world: World): void => {
  const { his, audit, truth, wrong } = world;
  const grantedOf = granted(world);
  const bad = (message: string): void => wrong('his', message);
  const live = [...his.entries.values()].filter(({ failed }) => !failed);
  const kept = (kind: 'registrations' | 'prescriptions', id: string, keeps: boolean, amount: number): void => {
    const entry = his.entries.get(`${kind}/${id}`);
    const there = entry !== undefined && !entry.failed && entry.status !== 'cancelled';
    if (there !== keeps) bad(`${kind}/${id} is ${there ? 'there' : 'not there'}`);
    const charges = live.filter(other => other.kind === 'charges' && other.content.subject === id);
    const back = live.filter(
      other => other.kind === 'refunds' && charges.some(({ number }) => number === other.content.charge),
    );
    const right = keeps ? amount - grantedOf(id) : 0;
    const sum = (list: typeof live) => list.reduce((total, one) => total + one.amount, 0);
    if (sum(charges) - sum(back) !== right)
      bad(`${kind}/${id} was charged ${sum(charges)} fen, ${sum(back)} went back, ${right} are right`);
  };
  for (const [id, { fee }] of truth.registration)
    kept('registrations', id, ['booked', 'completed'].includes(audit.stateOf(`registration-${id}`)), fee);
  for (const [id, { written }] of truth.prescription)
    kept('prescriptions', id, ['paid', 'dispensed'].includes(audit.stateOf(`prescription-${id}`)), written?.total ?? 0);
  for (const [id, { status }] of truth.dispensing)
    if ((his.entries.get(`prescriptions/${id}`)?.status === 'dispensed') !== (status === 'dispensed'))
      bad(`the drugs of ${id} are ${status} here and not there, or the other way round`);
  for (const { number, failed } of his.entries.values())
    if (failed?.code === 'slot-taken' || failed?.code === 'already-charged')
      wrong('numbers', `HIS refused ${number}: ${failed.code}, as if it had been sold twice`);
  if (new Set(his.dispensed).size < his.dispensed.length) bad('drugs were handed out twice');
};
