import { useId } from 'react';
import { z } from 'zod';
import parts from '../../parts/parts.module.css';
import { useAddress } from '../../parts/use-address.ts';
import styles from './catalogue.module.css';

const address = { q: z.string().trim().min(1).max(40).optional() };

/** What is searched for, in the address. */
export const useSearched = () => useAddress(address)[0].q;

export const SearchField = ({ label }: { label: string }) => {
  const [{ q }, set] = useAddress(address);
  const id = useId();
  return (
    <div className={`${parts.field} ${styles.search}`}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="search"
        defaultValue={q}
        onChange={event => set({ q: event.target.value })}
        placeholder="代码、名称或拼音首字母"
        maxLength={40}
        autoComplete="off"
      />
    </div>
  );
};
