/** 诊断: the catalogue, searched as doctors search it; operators list and delist. */

import { diagnosis } from '@yunzhen/contracts/catalogue/diagnosis';
import type { DiagnosisRow } from '@yunzhen/contracts/catalogue/row';
import { reachOf } from '@yunzhen/contracts/roles';
import { isolated } from '@yunzhen/contracts/text';
import { useCommand } from '../../api/use-command.ts';
import { useCurrentUser } from '../../lib/current-user.ts';
import { Answer } from '../../parts/answer.tsx';
import { Button } from '../../parts/button.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import type { Column } from '../../parts/listing/column.ts';
import { Table } from '../../parts/listing/table.tsx';
import { toast } from '../../parts/toast.ts';
import { useDialog } from '../../parts/use-dialog.tsx';
import { problemWords } from '../../words/problems.ts';
import { diagnosisSystemWords } from '../../words/states.ts';
import styles from './catalogue.module.css';
import { SearchField, useSearched } from './search-field.tsx';
import { mostFound, useDiagnoses } from './use-diagnoses.ts';

const columns: readonly Column<DiagnosisRow>[] = [
  { key: 'code', title: '代码', value: row => row.code },
  { key: 'name', title: '名称', value: row => row.name },
  { key: 'system', title: '目录', value: row => diagnosisSystemWords[row.system] },
  { key: 'initials', title: '拼音首字母', value: row => row.initials },
];

export const Diagnoses = () => {
  const q = useSearched();
  const asked = useDiagnoses(q);
  const may = reachOf(diagnosis.commands.list.access, useCurrentUser().holder.role) !== null;
  const importing = useDialog(async () => (await import('./import/import-dialog.tsx')).ImportDialog);
  const dialog = useDialog(async () => (await import('./diagnosis-dialog.tsx')).DiagnosisDialog);
  const delist = useCommand(diagnosis, 'delist');
  const actions: Column<DiagnosisRow> = {
    key: 'actions',
    title: '操作',
    value: () => null,
    show: row => (
      <Confirm
        small
        word="移出"
        question={`移出${isolated(row.name)}后，医生不能再选它。已写的病历不变。移出？`}
        onYes={() =>
          delist.mutate({ id: row.diagnosisId, input: {} }, { onError: error => toast.error(problemWords(error)) })
        }
      />
    ),
  };
  return (
    <>
      <div className={styles.bar}>
        <SearchField label="诊断" />
        {may && (
          <span className={styles.actions}>
            <Button aria-haspopup="dialog" onClick={() => importing.open({ of: 'diagnoses' })}>
              导入
            </Button>
            <Button kind="primary" onClick={() => dialog.open({})}>
              新增诊断
            </Button>
          </span>
        )}
      </div>
      {q === undefined ? (
        <EmptyState title="查诊断目录">输入代码、名称或拼音首字母，例如 gxy 查高血压。</EmptyState>
      ) : (
        <Answer to={asked} rows={8} shape="table">
          {rows =>
            rows.length === 0 ? (
              <EmptyState title={`没有找到“${q}”`}>换一个词试试。</EmptyState>
            ) : (
              <>
                <Table
                  label="诊断"
                  columns={may ? [...columns, actions] : columns}
                  rows={rows}
                  idOf={row => row.diagnosisId}
                  old={asked.isPlaceholderData}
                />
                {rows.length === mostFound && <p>只列出最接近的 {mostFound} 个诊断，再输入几个字缩小范围。</p>}
              </>
            )
          }
        </Answer>
      )}
      {dialog.shown}
      {importing.shown}
    </>
  );
};
