/** What is wrong, what is late, what waits: in this order, each opening the rows behind it. */
import { useNow } from '@yunzhen/client/use-now';
import { type StandingName, standingFigures } from '@yunzhen/contracts/figures/standing';
import { Link } from 'react-router';
import { Answer } from '../../parts/answer.tsx';
import { AlertIcon, CheckIcon } from '../../parts/icons.tsx';
import { count, duration, moment, since } from '../../words/format.ts';
import { addressOf } from '../figures/address.ts';
import styles from './overview.module.css';
import { FigureTile, type Tile } from './tile.tsx';
import { useOverview } from './use-overview.ts';

type Overview = NonNullable<ReturnType<typeof useOverview>['data']>;

/** What is said below a number when nothing of it is late. */
const noteOf = (name: StandingName, data: Overview, now: number): string => {
  const { value, first } = data[name];
  if (name === 'abnormalRefunds') return value > 0 ? '需要人工处理' : '没有异常';
  if (name === 'unpublished') return '等医生发布';
  if (name === 'inProgress') return `待支付挂号 ${count(data.unpaid.value)}`;
  if (name === 'taken') return `共 ${count(data.capacity.value)} 个号，${count(data.taken.count)} 个班次`;
  if (name === 'complaints') return first ? `最早 ${moment(first)} 到期` : '都已答复';
  return first ? `最长 ${since(first, now)}` : '无人等待';
};

const shown = [
  'abnormalRefunds',
  'patients',
  'reviews',
  'pickUps',
  'refunding',
  'complaints',
  'unpublished',
  'inProgress',
  'taken',
] as const satisfies readonly StandingName[];

const tileOf = (name: StandingName, data: Overview, now: number): Tile => {
  const { value, late } = data[name];
  const figure = standingFigures[name];
  const tile = { name, figure, value: count(value), note: noteOf(name, data, now) };
  if (name === 'abnormalRefunds' && value > 0) return { ...tile, tone: 'wrong' };
  if (late === 0 || !figure.late) return tile;
  const over = 'until' in figure.late ? '超期' : `超过 ${duration(figure.late.minutes * 60)}`;
  return { ...tile, tone: 'late', note: `${count(late)} 个${over}` };
};

const summary = (tiles: readonly Tile[]) => {
  const toDo = tiles.filter(({ tone }) => tone !== undefined);
  if (toDo.length === 0)
    return (
      <p className={styles.fine}>
        <CheckIcon /> 没有超时，没有异常。
      </p>
    );
  return (
    <p className={styles.toDo}>
      <AlertIcon /> 需要处理：
      {toDo.map(({ name, figure, note }) => (
        <Link key={name} to={addressOf(name)}>
          {figure.title} {note}
        </Link>
      ))}
    </p>
  );
};

export const Now = ({ plain = false }: { plain?: boolean }) => {
  const asked = useOverview();
  const now = useNow(10_000);
  return (
    <Answer to={asked} rows={8} shape="tiles">
      {data => {
        const tiles = shown.map(name => tileOf(name, data, now));
        return (
          <section aria-label="现在">
            {summary(tiles)}
            <ul className={styles.tiles}>
              {tiles.map(tile => (
                <FigureTile key={tile.name} of={tile} plain={plain} />
              ))}
            </ul>
          </section>
        );
      }}
    </Answer>
  );
};
