import { statisticsQueries } from '@yunzhen/contracts/statistics/queries';
import { Link } from 'react-router';
import { useQuery } from '../../api/use-query.ts';
import { count } from '../../words/format.ts';

/** How many complaints are open and how many of them late, each opening its rows. */
export const Late = () => {
  const { data } = useQuery(statisticsQueries.overview, {});
  if (!data) return null;
  const { count: open, late } = data.complaints;
  return (
    <span>
      <Link to="?status=open">未办结 {count(open)}</Link>
      {' · '}
      <Link to="?status=late">已超期 {count(late)}</Link>
    </span>
  );
};
