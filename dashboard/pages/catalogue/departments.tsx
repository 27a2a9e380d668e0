/** 科室: the open ones in the order of the house; operators open, change and close them. */

import { department } from '@yunzhen/contracts/catalogue/department';
import type { DepartmentRow } from '@yunzhen/contracts/catalogue/row';
import { subjectOf } from '@yunzhen/contracts/catalogue/subjects';
import { reachOf } from '@yunzhen/contracts/roles';
import { isolated } from '@yunzhen/contracts/text';
import { useCommand } from '../../api/use-command.ts';
import { useCurrentUser } from '../../lib/current-user.ts';
import { Answer } from '../../parts/answer.tsx';
import { Button } from '../../parts/button.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import type { Column } from '../../parts/listing/column.ts';
import { Table } from '../../parts/listing/table.tsx';
import { toast } from '../../parts/toast.ts';
import { useDepartments } from '../../parts/use-departments.ts';
import { useDialog } from '../../parts/use-dialog.tsx';
import { count } from '../../words/format.ts';
import { problemWords } from '../../words/problems.ts';
import styles from './catalogue.module.css';

const columns: readonly Column<DepartmentRow>[] = [
  { key: 'name', title: '科室', value: row => row.name },
  { key: 'subject', title: '诊疗科目', value: row => `${row.subjectCode} ${subjectOf(row.subjectCode) ?? ''}` },
  {
    key: 'introduction',
    title: '介绍',
    value: row => row.introduction,
    show: row => <span className={styles.long}>{row.introduction}</span>,
  },
  {
    key: 'completed',
    title: '完成问诊',
    value: row => row.completed,
    show: row => count(row.completed),
    numeric: true,
  },
];

export const Departments = () => {
  const asked = useDepartments();
  const may = reachOf(department.commands.change.access, useCurrentUser().holder.role) !== null;
  const dialog = useDialog(async () => (await import('./department-dialog.tsx')).DepartmentDialog);
  const order = asked.data?.length ?? 0;
  const close = useCommand(department, 'close');
  const actions: Column<DepartmentRow> = {
    key: 'actions',
    title: '操作',
    value: () => null,
    show: row => (
      <span className={styles.actions}>
        <Button small onClick={() => dialog.open({ of: row, order })}>
          修改
        </Button>
        <Confirm
          small
          word="停用"
          question={`停用${isolated(row.name)}后，患者不能再选择它。停用？`}
          onYes={() =>
            close.mutate({ id: row.departmentId, input: {} }, { onError: error => toast.error(problemWords(error)) })
          }
        />
      </span>
    ),
  };
  return (
    <Answer to={asked} rows={8} shape="table">
      {rows => (
        <>
          {may && (
            <div>
              <Button kind="primary" onClick={() => dialog.open({ of: 'new', order })}>
                新开科室
              </Button>
            </div>
          )}
          <Table
            label="科室"
            columns={may ? [...columns, actions] : columns}
            rows={rows}
            idOf={row => row.departmentId}
          />
          {dialog.shown}
        </>
      )}
    </Answer>
  );
};
