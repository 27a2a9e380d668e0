import { count } from '../../words/format.ts';
import { problemWords } from '../../words/problems.ts';
import { Button } from '../button.tsx';
import { Disclosure } from '../disclosure.tsx';
import { toast } from '../toast.ts';
import styles from './choices.module.css';
import type { Column, Listing } from './column.ts';
import { useExport } from './use-export.ts';

/** Exports what the filter shows, in the columns that are shown. */
export const Export = <T,>({
  of,
  params,
  columns,
}: {
  of: Listing<T>;
  params: Readonly<Record<string, unknown>>;
  columns: readonly Column<T>[];
}) => {
  const exporting = useExport(of);
  const start = (kind: 'csv' | 'xlsx') =>
    exporting.mutate(
      { kind, params, columns },
      {
        onSuccess: rows => {
          if (rows !== null) toast.success(`已导出 ${count(rows)} 条`);
        },
        onError: error => toast.error(`没有导出：${problemWords(error)}`),
      },
    );
  if (exporting.isPending) return <Button onClick={exporting.stop}>已读取 {count(exporting.rows)} 条 · 停止</Button>;
  return (
    <Disclosure word="导出">
      {close => (
        <div className={styles.kinds}>
          {(
            [
              ['xlsx', 'Excel（XLSX，推荐）'],
              ['csv', 'CSV'],
            ] as const
          ).map(([kind, word]) => (
            <Button
              key={kind}
              onClick={() => {
                close();
                start(kind);
              }}
            >
              {word}
            </Button>
          ))}
          <p>CSV 供其他系统读取。直接用 Excel 打开 CSV，编码开头的 0 会丢失，请选 XLSX。</p>
        </div>
      )}
    </Disclosure>
  );
};
