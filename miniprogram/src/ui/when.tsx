import { toast } from '@/services/go';
import { begins, fullDay, fullMoment, moment } from '@/words/format';
import { Tap } from './tap';

/** A moment as people say it, 今天 14:30; a tap tells the whole date. `day`: when a session begins, which may be a day without an hour. */
export const When = ({
  at,
  day = false,
  className = '',
}: {
  readonly at: string;
  readonly day?: boolean;
  readonly className?: string;
}) => (
  <Tap className={`when number ${className}`} onTap={() => toast(day ? fullDay(at) : fullMoment(at))}>
    {day ? begins(at) : moment(at)}
  </Tap>
);
