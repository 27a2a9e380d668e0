import { App, Button, Dropdown } from 'antd';
import { count } from '../../words/format.ts';
import { problemWords } from '../../words/problems.ts';
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
  const { message } = App.useApp();
  const exporting = useExport(of);
  const start = (kind: 'csv' | 'xlsx') =>
    exporting.mutate(
      { kind, params, columns },
      {
        onSuccess: rows => {
          if (rows !== null) void message.success(`已导出 ${count(rows)} 条`);
        },
        onError: error => void message.error(`没有导出：${problemWords(error)}`),
      },
    );
  if (exporting.isPending) return <Button onClick={exporting.stop}>已读取 {count(exporting.rows)} 条 · 停止</Button>;
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'csv', label: 'CSV' },
          { key: 'xlsx', label: 'Excel（XLSX）' },
        ],
        onClick: ({ key }) => start(key === 'csv' ? 'csv' : 'xlsx'),
      }}
    >
      <Button>导出</Button>
    </Dropdown>
  );
};
