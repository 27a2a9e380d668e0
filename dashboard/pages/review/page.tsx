/** 审方: the list, the prescription, the decision; the next one loads by itself. */
import { useEffect, useRef, useState } from 'react';
import { z } from 'zod';
import { Loading } from '../../parts/loading.tsx';
import { Segments } from '../../parts/segments.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { useShortcut } from '../../parts/use-shortcut.ts';
import { Detail } from './detail.tsx';
import { ReviewList } from './list.tsx';
import styles from './review.module.css';
import { type ReviewState, useReviewList } from './use-review-list.ts';

const address = { state: z.enum(['pending', 'claimed', 'done']).default('pending'), id: z.uuid().optional() };

export const Component = () => {
  const [{ state, id }, set] = useAddress(address);
  const pending = useReviewList('pending');
  const claimed = useReviewList('claimed');
  const done = useReviewList('done');
  const asked = { pending, claimed, done }[state];
  /** Decided a moment ago: gone from the list before the list knows. */
  const [decided, setDecided] = useState<string>();
  const rows = asked.rows?.filter(row => state === 'done' || row.prescriptionId !== decided);
  const at = rows?.findIndex(({ prescriptionId }) => prescriptionId === id) ?? -1;

  // What is looked at stands in the address: it stays while the list moves.
  const first = rows?.[0]?.prescriptionId;
  useEffect(() => {
    if (!id && first) set({ id: first });
  }, [id, first, set]);
  // Pressed faster than the page draws, each press still counts.
  const pressed = useRef(at);
  useEffect(() => {
    pressed.current = at;
  }, [at]);
  const step = (by: 1 | -1) => {
    pressed.current = Math.min((rows?.length ?? 1) - 1, Math.max(0, pressed.current + by));
    if (pressed.current === (rows?.length ?? 0) - 1 && asked.hasNextPage && !asked.isFetchingNextPage)
      void asked.fetchNextPage();
    set({ id: rows?.[pressed.current]?.prescriptionId });
  };
  useShortcut('j', () => step(1));
  useShortcut('k', () => step(-1));

  const counted = (word: string, { rows: all, hasNextPage }: typeof pending) =>
    all === undefined ? word : `${word} ${all.length}${hasNextPage ? '+' : ''}`;
  return (
    <div className={styles.page}>
      <section className={styles.side} aria-label="处方列表">
        <Segments
          label="处方"
          block
          value={state}
          onChange={(next: ReviewState) => set({ state: next, id: undefined })}
          options={[
            { value: 'pending', label: counted('待审', pending) },
            { value: 'claimed', label: counted('我领取的', claimed) },
            { value: 'done', label: '已审' },
          ]}
        />
        <p className={styles.keys}>
          <kbd>J</kbd> 下一张 · <kbd>K</kbd> 上一张
        </p>
        <ReviewList state={state} asked={asked} rows={rows} selected={id} onSelect={next => set({ id: next })} />
      </section>
      <section className={styles.main} aria-label="处方" aria-live="polite">
        {id ? (
          <Detail
            key={id}
            id={id}
            onDecided={() => {
              setDecided(id);
              set({ id: rows?.filter(row => row.prescriptionId !== id)[Math.max(0, at)]?.prescriptionId ?? undefined });
            }}
          />
        ) : (
          asked.isPending && <Loading rows={12} />
        )}
      </section>
    </div>
  );
};
