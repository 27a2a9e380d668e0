/** Global search: type, arrows, Enter. */
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { Disclose } from '../parts/disclose.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { Loading } from '../parts/loading.tsx';
import { problemWords } from '../words/problems.ts';
import styles from './search-box.module.css';
import type { Found } from './search-sources.ts';
import { useSearch } from './use-search.ts';

export default function SearchBox({ onDone }: { onDone: () => void }) {
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const [picked, setPicked] = useState<Found>();
  const { found, busy, error } = useSearch(typed);
  const navigate = useNavigate();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    // What it answers in newer browsers is no cleaning up.
    void list.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  const go = (one: Found | undefined) => {
    if (!one) return;
    if (one.person && picked !== one) return setPicked(one);
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
    <div className={styles.search}>
      <input
        ref={field}
        value={typed}
        onChange={event => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={pressed}
        placeholder="单号、就诊人、医生、科室、药品、页面"
        maxLength={40}
        autoComplete="off"
        spellCheck={false}
        role="combobox"
        aria-label="搜索"
        aria-expanded={found.length > 0}
        aria-controls={id}
        aria-activedescendant={found.length > 0 ? `${id}-${at}` : undefined}
      />
      <div ref={list} id={id} role="listbox" aria-label="搜索结果" aria-busy={busy} className={styles.found}>
        {found.map((one, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are pressed in the field, which names the active option
          <div
            key={`${one.kind} ${one.to}`}
            id={`${id}-${index}`}
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
      {picked?.person && (
        <Disclose
          title={`查阅 ${picked.title}`}
          of={{ kind: 'person', ...picked.person }}
          onOpened={() => go(picked)}
          onClose={() => setPicked(undefined)}
        />
      )}
      {found.length === 0 && busy && <Loading rows={3} />}
      {found.length === 0 && !busy && error === null && (
        <EmptyState title="没有找到">换一个词，或粘贴完整的单号。</EmptyState>
      )}
      {error !== null && <p role="alert">有一部分没有查到：{problemWords(error)}</p>}
      <p className={styles.keys}>
        <kbd>↑</kbd> <kbd>↓</kbd> 选择 · <kbd>Enter</kbd> 打开 · <kbd>Esc</kbd> 关闭
        <span>就诊人：全名、手机号、证件号，或号码后四位</span>
      </p>
    </div>
  );
}
