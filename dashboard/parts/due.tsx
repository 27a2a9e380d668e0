import { useNow } from '@yunzhen/client/use-now';
import { isLate, type Waiting } from '@yunzhen/contracts/waiting';
import { Moment } from './moment.tsx';
import { StateTag } from './state-tag.tsx';

const states = { late: { word: '已超期', tone: 'wrong' } } as const;

/** Until when something has to be done, and whether that is over for this row. */
export const Due = ({ at, of, waits }: { at: string; of: { readonly status: string }; waits: Waiting }) => {
  const now = useNow(60_000);
  return (
    <>
      <Moment at={at} /> {isLate(waits, of, now) && <StateTag of={states} is="late" />}
    </>
  );
};
