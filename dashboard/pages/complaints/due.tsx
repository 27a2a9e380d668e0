import { type ComplaintRow, openStates } from '@yunzhen/contracts/complaint/row';
import { Moment } from '../../parts/moment.tsx';
import { StateTag } from '../../parts/state-tag.tsx';
import { useNow } from '../../parts/use-now.ts';

const states = { late: { word: '已超期', tone: 'wrong' } } as const;

/** Until when a complaint is to be answered, and whether that is over. */
export const Due = ({ of: { status, dueAt } }: { of: ComplaintRow }) => {
  const now = useNow(60_000);
  const late = openStates.some(open => open === status) && Date.parse(dueAt) < now;
  return (
    <>
      <Moment at={dueAt} /> {late && <StateTag of={states} is="late" />}
    </>
  );
};
