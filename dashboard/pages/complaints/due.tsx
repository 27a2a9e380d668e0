import { type ComplaintRow, complaintsWaiting } from '@yunzhen/contracts/complaint/row';
import { isLate } from '@yunzhen/contracts/waiting';
import { Moment } from '../../parts/moment.tsx';
import { StateTag } from '../../parts/state-tag.tsx';
import { useNow } from '../../parts/use-now.ts';

const states = { late: { word: '已超期', tone: 'wrong' } } as const;

/** Until when a complaint is to be answered, and whether that is over. */
export const Due = ({ of }: { of: ComplaintRow }) => {
  const now = useNow(60_000);
  const late = isLate(complaintsWaiting, of, now);
  return (
    <>
      <Moment at={of.dueAt} /> {late && <StateTag of={states} is="late" />}
    </>
  );
};
