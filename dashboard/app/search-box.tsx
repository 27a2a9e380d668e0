/** Global search: type, arrows, Enter. */
import { Input } from 'antd';
import { type KeyboardEvent, useId, useState } from 'react';
import { useNavigate } from 'react-router';
import { Nothing } from '../parts/nothing.tsx';
import styles from './search-box.module.css';
import { type Found, useFound } from './use-found.ts';

export default function SearchBox({ onDone }: { onDone: () => void }) {
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const found = useFound(typed);
  const navigate = useNavigate();
  const list = useId();
  const go = (one: Found | undefined) => {
    if (!one?.to) return;
    onDone();
    void navigate(one.to);
  };
  const pressed = (event: KeyboardEvent) => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move) {
      event.preventDefault();
      setAt(old => Math.min(found.length - 1, Math.max(0, old + move)));
    }
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) go(found[at]);
  };
  return (
    <>
      <Input
        value={typed}
        onChange={event => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={pressed}
        placeholder="页面、医生、科室、药品，或单号"
        size="large"
        autoFocus
        role="combobox"
        aria-label="搜索"
        aria-expanded={found.length > 0}
        aria-controls={list}
        aria-activedescendant={found.length > 0 ? `${list}-${at}` : undefined}
      />
      <div id={list} role="listbox" aria-label="搜索结果" className={styles.found}>
        {found.map((one, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are pressed in the field, which names the active option
          <div
            key={`${one.kind} ${one.title} ${one.about}`}
            id={`${list}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onClick={() => go(one)}
          >
            <small>{one.kind}</small>
            <strong>{one.title}</strong>
            <span>{one.about}</span>
          </div>
        ))}
      </div>
      {found.length === 0 && <Nothing title="没有找到">换一个词，或粘贴完整的单号。</Nothing>}
    </>
  );
}
