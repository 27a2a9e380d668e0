import { fullTime, moment, nothing } from '../words/format.ts';

/** 今天 14:30, with the full date on the pointer. */
export const Moment = ({ at }: { at: string | null }) =>
  at === null ? (
    nothing
  ) : (
    <time dateTime={at} title={fullTime(at)} style={{ whiteSpace: 'nowrap' }}>
      {moment(at)}
    </time>
  );
