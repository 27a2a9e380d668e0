/** Filters of one's own: apply, keep, forget. */
import { isolated } from '@yunzhen/contracts/text';
import { type FormEvent, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useCurrentUser } from '../../lib/current-user.ts';
import { Button } from '../button.tsx';
import { Disclosure } from '../disclosure.tsx';
import styles from './choices.module.css';
import { type Saved, savedFilters, savedOf, searchOf } from './saved-filters.ts';

export const ChooseFilter = ({ listing }: { listing: string }) => {
  const store = savedFilters(`yunzhen.filters.${useCurrentUser().holder.id}.${listing}`);
  const [params, setParams] = useSearchParams();
  const [all, setAll] = useState(store.read);
  const [name, setName] = useState('');
  const write = (next: readonly Saved[]) => {
    store.write(next);
    setAll([...next]);
  };
  const typed = name.trim();
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (!typed) return;
    write([...all.filter(one => one.name !== typed), savedOf(typed, params)]);
    setName('');
  };
  return (
    <Disclosure word="筛选方案">
      {close => (
        <div className={styles.saved}>
          {all.length === 0 ? (
            <p>还没有保存的筛选。选好条件，起个名字保存。</p>
          ) : (
            <ul aria-label="保存的筛选">
              {all.map(one => (
                <li key={one.name}>
                  <Button
                    kind="quiet"
                    className={styles.apply}
                    onClick={() => {
                      setParams(searchOf(one));
                      close();
                    }}
                  >
                    {one.name}
                  </Button>
                  <Button
                    small
                    kind="quiet"
                    aria-label={`删除“${isolated(one.name)}”`}
                    onClick={() => write(all.filter(({ name: other }) => other !== one.name))}
                  >
                    删除
                  </Button>
                </li>
              ))}
            </ul>
          )}
          <form onSubmit={save}>
            <input
              aria-label="筛选的名字"
              value={name}
              onChange={event => setName(event.target.value)}
              placeholder="给当前筛选起个名字"
              maxLength={20}
            />
            <Button type="submit" why={typed ? '' : '请先起个名字'}>
              保存
            </Button>
          </form>
        </div>
      )}
    </Disclosure>
  );
};
