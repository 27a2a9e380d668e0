/** 导入: choose a file, see what is in it and what is wrong with it, take it in, see how far it is and how it ended. */

import { diagnosis } from '@yunzhen/contracts/catalogue/diagnosis';
import { drug } from '@yunzhen/contracts/catalogue/drug';
import { isolated } from '@yunzhen/contracts/text';
import { useEffect, useRef, useState } from 'react';
import { answers } from '../../../api/query-client.ts';
import { touch } from '../../../auth/activity.ts';
import { Button } from '../../../parts/button.tsx';
import { Choice } from '../../../parts/choice.tsx';
import dialog from '../../../parts/dialog.module.css';
import { Dialog } from '../../../parts/dialog.tsx';
import { FileField } from '../../../parts/file-field.tsx';
import { save, xlsxOf } from '../../../parts/listing/export.ts';
import { Notice } from '../../../parts/notice.tsx';
import { count } from '../../../words/format.ts';
import { problemWords } from '../../../words/problems.ts';
import {
  diagnosesIn,
  diagnosisColumns,
  drugColumns,
  drugsIn,
  type Entries,
  NoColumns,
  sheetWith,
  type Wrong,
} from './entries.ts';
import styles from './import.module.css';
import { importAll, type Progress, sendDiagnosis, sendDrug } from './import-all.ts';
import { readTables, Unreadable } from './read-table.ts';

interface Entry {
  readonly code: string;
  readonly name: string;
}
interface Catalogue {
  readonly title: string;
  readonly capability: string;
  readonly columns: Readonly<Record<string, readonly [string, ...string[]]>>;
  readonly read: (rows: readonly (readonly string[])[], edition: Edition) => Entries<Entry>;
  readonly send: (entry: never) => Promise<void>;
}
const editions = [
  { value: 'icd10', label: 'ICD-10 国家临床版' },
  { value: 'tcm', label: '中医病名与证候' },
] as const;
type Edition = (typeof editions)[number]['value'];

const catalogues = {
  drugs: { title: '药品', capability: drug.name, columns: drugColumns, read: drugsIn, send: sendDrug },
  diagnoses: {
    title: '诊断',
    capability: diagnosis.name,
    columns: diagnosisColumns,
    read: (rows, edition) => diagnosesIn(rows, edition === 'tcm'),
    send: sendDiagnosis,
  },
} as const satisfies Record<string, Catalogue>;

const unreadWords = (error: unknown): string => {
  if (error instanceof NoColumns) return `没有找到这些列：${error.missing.join('、')}。请按模板的列名填写。`;
  if (error instanceof Unreadable) return '这个文件打不开。请另存为 XLSX（不加密码）或 CSV 再试。';
  return '没有读懂这个文件，请按模板填写后再试。';
};
/** So many rows that are wrong are named; all are counted. */
const named = 100;

const WrongRows = ({ of: wrong, title }: { of: readonly Wrong[]; title: string }) => (
  <details className={styles.wrong} open={wrong.length <= 5}>
    <summary>{title}</summary>
    <ul>
      {wrong.slice(0, named).map(({ row, why }) => (
        <li key={`${row} ${why}`}>
          第 {row} 行：{why}
        </li>
      ))}
      {wrong.length > named && <li>还有 {count(wrong.length - named)} 行，改好前面的再试一次。</li>}
    </ul>
  </details>
);

export const ImportDialog = ({ of, onClose }: { of: keyof typeof catalogues; onClose: () => void }) => {
  const catalogue: Catalogue = catalogues[of];
  const [edition, setEdition] = useState<Edition>('icd10');
  const [table, setTable] = useState<{ readonly name: string; readonly rows: readonly (readonly string[])[] }>();
  const [read, setRead] = useState<Entries<Entry>>();
  const [unread, setUnread] = useState('');
  const [state, setState] = useState<'choosing' | 'running' | 'over'>('choosing');
  const [left, setLeft] = useState<Entries<Entry>['entries']>([]);
  const [progress, setProgress] = useState<Progress>({ done: 0, refused: [] });
  const [error, setError] = useState<unknown>(null);
  const stopped = useRef(false);
  useEffect(
    () => () => {
      stopped.current = true;
    },
    [],
  );

  const look = (rows: readonly (readonly string[])[], as: Edition) => {
    try {
      setRead(catalogue.read(rows, as));
      setUnread('');
    } catch (thrown) {
      setRead(undefined);
      setUnread(unreadWords(thrown));
    }
  };
  const chosen = async (file: File) => {
    setState('choosing');
    try {
      const rows = sheetWith(await readTables(file), catalogue.columns);
      setTable({ name: file.name, rows });
      look(rows, edition);
    } catch (thrown) {
      setRead(undefined);
      setUnread(unreadWords(thrown));
    }
  };
  const take = async (entries: Entries<Entry>['entries'], before: Progress) => {
    stopped.current = false;
    setState('running');
    setError(null);
    const tell = (now: Progress) => {
      // Who watches an import works here.
      touch();
      setProgress({ done: before.done + now.done, refused: [...before.refused, ...now.refused] });
    };
    tell({ done: 0, refused: [] });
    const ended = await importAll(
      entries,
      catalogue.send as (entry: Entry) => Promise<void>,
      tell,
      () => stopped.current,
    );
    setLeft(ended.left);
    setError(ended.error);
    setState('over');
    void answers.invalidate([catalogue.capability]);
  };
  const template = async () => {
    const columns = Object.entries(catalogue.columns).map(([key, [title]]) => ({ key, title, value: () => null }));
    save(await xlsxOf(columns, []), `${catalogue.title}导入模板.xlsx`);
  };

  const total = read?.entries.length ?? 0;
  const { done, refused } = progress;
  return (
    <Dialog title={`导入${catalogue.title}`} place="large" {...(state !== 'running' && { onClose })}>
      {of === 'diagnoses' && state !== 'running' && (
        <p>
          <Choice
            label="目录"
            value={edition}
            options={editions}
            onChange={next => {
              setEdition(next as Edition);
              if (table) look(table.rows, next as Edition);
            }}
          />
        </p>
      )}
      {state !== 'running' && (
        <div className={styles.file}>
          <FileField label="XLSX 或 CSV 文件" accept=".xlsx,.csv" onFile={file => void chosen(file)} />
          <Button onClick={() => void template()}>下载模板</Button>
        </div>
      )}
      {unread && <Notice kind="error" title={unread} />}
      {state === 'choosing' && read && (
        <>
          <Notice kind={total > 0 ? 'info' : 'warning'} title={`${isolated(table?.name)}：可以导入 ${count(total)} 条`}>
            目录中已有的代码会更正为文件里的内容；导入可以重复，不会出现两条。
          </Notice>
          {read.wrong.length > 0 && (
            <WrongRows of={read.wrong} title={`${count(read.wrong.length)} 行有误，不会导入`} />
          )}
          <div className={styles.sample}>
            <table>
              <thead>
                <tr>
                  <th scope="col">行</th>
                  <th scope="col">代码</th>
                  <th scope="col">名称</th>
                </tr>
              </thead>
              <tbody>
                {read.entries.slice(0, 5).map(({ row, entry }) => (
                  <tr key={row}>
                    <td>{row}</td>
                    <td>{entry.code}</td>
                    <td>{entry.name}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
      {state === 'running' && (
        <div role="status" className={styles.running}>
          <progress value={done + refused.length} max={total} aria-label="已导入" />
          <span>
            {count(done + refused.length)} / {count(total)}
          </span>
        </div>
      )}
      {state === 'over' && (
        <>
          <Notice
            kind={left.length > 0 || refused.length > 0 ? 'warning' : 'success'}
            title={`已导入 ${count(done)} 条${left.length > 0 ? `，还有 ${count(left.length)} 条没有导入` : ''}`}
          >
            {error !== null && problemWords(error)}
          </Notice>
          {refused.length > 0 && <WrongRows of={refused} title={`${count(refused.length)} 行没有被接受`} />}
        </>
      )}
      <div className={dialog.actions}>
        {state === 'running' ? (
          <Button
            onClick={() => {
              stopped.current = true;
            }}
          >
            停止
          </Button>
        ) : (
          <Button onClick={onClose}>{state === 'over' ? '完成' : '返回'}</Button>
        )}
        {state === 'choosing' && read && total > 0 && (
          <Button kind="primary" onClick={() => void take(read.entries, { done: 0, refused: [] })}>
            导入 {count(total)} 条
          </Button>
        )}
        {state === 'over' && left.length > 0 && (
          <Button kind="primary" onClick={() => void take(left, progress)}>
            继续导入 {count(left.length)} 条
          </Button>
        )}
      </div>
    </Dialog>
  );
};
