import { todoWords } from '@yunzhen/contracts/todo/text.zh';
import { type TodoName, todoQueries, todos } from '@yunzhen/contracts/todo/todos';
import { Link } from 'react-router';
import { useQuery } from '../../api/use-query.ts';
import { Answer } from '../../parts/answer.tsx';
import { Card } from '../../parts/card.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Moment } from '../../parts/moment.tsx';
import styles from '../../parts/parts.module.css';
import { count, shortId } from '../../words/format.ts';
import { pathOf } from './paths.ts';

const dated = (name: TodoName): string => ('until' in todos[name].late ? '期限' : '起始');

/** Each kind with how many there are, what is done about it, and the most urgent by name. */
export const Todo = () => {
  const asked = useQuery(todoQueries.todo, {});
  return (
    <Answer to={asked} rows={8}>
      {({ kinds }) => {
        const waiting = kinds.filter(one => one.count > 0);
        if (waiting.length === 0) return <EmptyState title="没有待办">有事需要您处理时，会自动出现在这里。</EmptyState>;
        return (
          <div className={styles.drawer}>
            {waiting.map(({ name, count: all, late, first }) => (
              <Card
                key={name}
                title={`${todoWords[name].name} ${count(all)}`}
                extra={<small>{late > 0 ? `${count(late)} 个已超时` : '都未超时'}</small>}
              >
                <p>
                  下一步：{todoWords[name].next}。<Link to={pathOf(name)}>打开列表</Link>
                </p>
                <ul className={styles.payments}>
                  {first.map(row => (
                    <li key={row.id}>
                      <Link to={pathOf(name, row.id)}>{shortId(row.id)}</Link>
                      <small>
                        {dated(name)} <Moment at={row.at} />
                        {row.late && ' · 已超时'}
                      </small>
                    </li>
                  ))}
                </ul>
                {all > first.length && <p>另有 {count(all - first.length)} 个，见列表。</p>}
              </Card>
            ))}
          </div>
        );
      }}
    </Answer>
  );
};
