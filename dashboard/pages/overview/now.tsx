/** What is wrong, what is late, what waits: in this order, each opening the rows behind it. */
import { patientsWaiting } from '@yunzhen/contracts/consultation/row';
import { pickUpsWaiting } from '@yunzhen/contracts/dispensing/row';
import { refundsWaiting } from '@yunzhen/contracts/payment/row';
import { reviewsWaiting } from '@yunzhen/contracts/prescription/row';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Answer } from '../../parts/answer.tsx';
import { Changing } from '../../parts/changing.tsx';
import { AlertIcon, CheckIcon } from '../../parts/icons.tsx';
import { useNow } from '../../parts/use-now.ts';
import { count, dayOf, duration, moment, since } from '../../words/format.ts';
import styles from './overview.module.css';
import { useOverview } from './use-overview.ts';

interface Tile {
  readonly name: string;
  readonly value: string;
  /** What a number means, on the pointer. */
  readonly definition: string;
  readonly to: string;
  readonly note?: ReactNode;
  readonly tone?: 'wrong' | 'late';
}

type Overview = NonNullable<ReturnType<typeof useOverview>['data']>;

const tilesOf = (data: Overview, now: number): readonly Tile[] => {
  const today = dayOf(new Date(now));
  const waits = (
    name: string,
    { count: waiting, late, since: first }: Overview['patients'],
    { late: { minutes } }: { readonly late: { readonly minutes: number } },
    about: Pick<Tile, 'definition' | 'to'>,
  ): Tile => ({
    name,
    value: count(waiting),
    ...about,
    ...(late > 0
      ? { tone: 'late', note: `${count(late)} 个超过 ${duration(minutes * 60)}` }
      : { note: first ? `最长 ${since(first, now)}` : '无人等待' }),
  });
  return [
    {
      name: '退款异常',
      value: count(data.abnormalRefunds),
      definition: '支付渠道无法原路退回，需要财务人工处理的退款笔数',
      to: '/orders?kind=payments&refund=abnormal',
      ...(data.abnormalRefunds > 0 ? { tone: 'wrong', note: '需要人工处理' } : { note: '没有异常' }),
    },
    waits('候诊患者', data.patients, patientsWaiting, {
      definition: '班次已开始、已挂号、医生还没有接诊的患者',
      to: '/orders?kind=consultations&status=due',
    }),
    waits('待审处方', data.reviews, reviewsWaiting, {
      definition: '医生已提交、药师还没有审完的处方',
      to: '/prescriptions?status=reviewing',
    }),
    waits('待取药', data.pickUps, pickUpsWaiting, {
      definition: '已付款、HIS 已确认、患者还没有取走的处方',
      to: '/dispensing?shelf=ready',
    }),
    waits('退款中', data.refunds, refundsWaiting, {
      definition: '已申请、还没有退到患者账户的退款笔数',
      to: '/orders?kind=payments&refund=waiting',
    }),
    {
      name: '投诉',
      value: count(data.complaints.count),
      definition: '患者已提交、还没有答复的投诉',
      ...(data.complaints.late > 0
        ? { tone: 'late', to: '/complaints?status=late', note: `${count(data.complaints.late)} 个超过答复期限` }
        : {
            to: '/complaints?status=open',
            note: data.complaints.due ? `最早 ${moment(data.complaints.due)} 到期` : '都已答复',
          }),
    },
    {
      name: '待发布处方',
      value: count(data.unpublished),
      definition: '药师已通过、医生还没有发布给患者的处方',
      to: '/prescriptions?status=passed',
      note: '等医生发布',
    },
    {
      name: '问诊中',
      value: count(data.inProgress),
      definition: '医生已接诊、还没有结束的问诊',
      to: '/orders?kind=consultations&status=in-progress',
      note: `待支付挂号 ${count(data.unpaid)}`,
    },
    {
      name: '今日已约号',
      value: count(data.sessions.taken),
      definition: '今天出诊班次的已占用号数',
      to: `/schedule?from=${today}&to=${today}`,
      note: `共 ${count(data.sessions.capacity)} 个号，${count(data.sessions.count)} 个班次`,
    },
  ];
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
      {toDo.map(({ name, note, to }) => (
        <Link key={name} to={to}>
          {name} {note}
        </Link>
      ))}
    </p>
  );
};

export const Now = () => {
  const asked = useOverview();
  const now = useNow(10_000);
  return (
    <Answer to={asked} rows={8} shape="tiles">
      {data => {
        const tiles = tilesOf(data, now);
        return (
          <section aria-label="现在">
            {summary(tiles)}
            <ul className={styles.tiles}>
              {tiles.map(({ name, value, note, to, tone, definition }) => (
                <li key={name}>
                  <Link to={to} className={`${styles.tile} ${tone ? styles[tone] : ''}`} title={definition}>
                    <span className={styles.name}>{name}</span>
                    <strong>
                      <Changing value={value} />
                    </strong>
                    <span className={styles.note}>
                      {tone && <AlertIcon />}
                      {note}
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        );
      }}
    </Answer>
  );
};
