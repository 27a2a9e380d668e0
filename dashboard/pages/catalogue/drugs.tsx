/** 药品: the dictionary, searched as doctors search it; operators change prices and take drugs off the list. */

import { drug } from '@yunzhen/contracts/catalogue/drug';
import type { DrugRow } from '@yunzhen/contracts/catalogue/row';
import { reachOf } from '@yunzhen/contracts/roles';
import { isolated } from '@yunzhen/contracts/text';
import { unitPriceText } from '@yunzhen/contracts/unit-price';
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
import { drugControlWords, drugKindWords } from '../../words/states.ts';
import styles from './catalogue.module.css';
import { SearchField, useSearched } from './search-field.tsx';
import { mostFound, useDrugs } from './use-drugs.ts';

const columns: readonly Column<DrugRow>[] = [
  { key: 'name', title: '名称', value: row => row.name },
  { key: 'specification', title: '规格', value: row => row.specification },
  { key: 'form', title: '剂型', value: row => row.form },
  { key: 'kind', title: '类别', value: row => drugKindWords[row.kind] },
  { key: 'control', title: '管理', value: row => drugControlWords[row.control] },
  { key: 'maker', title: '厂家', value: row => row.maker },
  { key: 'code', title: '医保代码', value: row => row.code },
  {
    key: 'unitPrice',
    title: '单价',
    value: row => row.unitPrice,
    show: row => `${unitPriceText(row.unitPrice)}/${row.unit}`,
    unitPrice: true,
  },
];

export const Drugs = () => {
  const q = useSearched();
  const asked = useDrugs(q);
  const may = reachOf(drug.commands.price.access, useCurrentUser().holder.role) !== null;
  const pricing = useDialog(async () => (await import('./price-dialog.tsx')).PriceDialog);
  const importing = useDialog(async () => (await import('./import/import-dialog.tsx')).ImportDialog);
  const listing = useDialog(async () => (await import('./drug-dialog.tsx')).DrugDialog);
  const delist = useCommand(drug, 'delist');
  const actions: Column<DrugRow> = {
    key: 'actions',
    title: '操作',
    value: () => null,
    show: row => (
      <span className={styles.actions}>
        <Button small onClick={() => pricing.open({ of: row })}>
          调价
        </Button>
        <Confirm
          small
          word="下架"
          question={`下架${isolated(row.name)}后，医生不能再开它。已开的处方不变。下架？`}
          onYes={() =>
            delist.mutate({ id: row.drugId, input: {} }, { onError: error => toast.error(problemWords(error)) })
          }
        />
      </span>
    ),
  };
  return (
    <>
      <div className={styles.bar}>
        <SearchField label="药品" />
        {may && (
          <span className={styles.actions}>
            <Button aria-haspopup="dialog" onClick={() => importing.open({ of: 'drugs' })}>
              导入
            </Button>
            <Button kind="primary" onClick={() => listing.open({})}>
              新增药品
            </Button>
          </span>
        )}
      </div>
      {q === undefined ? (
        <EmptyState title="查药品字典">输入医保代码、名称或拼音首字母，例如 aspl 查阿司匹林。</EmptyState>
      ) : (
        <Answer to={asked} rows={8} shape="table">
          {rows =>
            rows.length === 0 ? (
              <EmptyState title={`没有找到“${q}”`}>换一个词试试。</EmptyState>
            ) : (
              <>
                <Table
                  label="药品"
                  columns={may ? [...columns, actions] : columns}
                  rows={rows}
                  idOf={row => row.drugId}
                  old={asked.isPlaceholderData}
                />
                {rows.length === mostFound && <p>只列出最接近的 {mostFound} 种药品，再输入几个字缩小范围。</p>}
              </>
            )
          }
        </Answer>
      )}
      {listing.shown}
      {importing.shown}
      {pricing.shown}
    </>
  );
};
