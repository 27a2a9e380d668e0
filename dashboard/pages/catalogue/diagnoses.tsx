/** 诊断: the catalogue, searched as doctors search it. */
import type { DiagnosisRow } from '@yunzhen/contracts/catalogue/views';
import { Answer } from '../../parts/answer.tsx';
import type { Column } from '../../parts/listing/column.ts';
import { Table } from '../../parts/listing/table.tsx';
import { Nothing } from '../../parts/nothing.tsx';
import { diagnosisSystemWords } from '../../words/states.ts';
import { SearchField, useSearched } from './search-field.tsx';
import { useDiagnoses } from './use-diagnoses.ts';

const columns: readonly Column<DiagnosisRow>[] = [
  { key: 'code', title: '代码', value: row => row.code },
  { key: 'name', title: '名称', value: row => row.name },
  { key: 'system', title: '目录', value: row => diagnosisSystemWords[row.system] },
  { key: 'initials', title: '拼音首字母', value: row => row.initials },
];

export const Diagnoses = () => {
  const q = useSearched();
  const asked = useDiagnoses(q);
  return (
    <>
      <SearchField label="诊断" />
      {q === undefined ? (
        <Nothing title="查诊断目录">输入代码、名称或拼音首字母，例如 gxy 查高血压。</Nothing>
      ) : (
        <Answer to={asked}>
          {rows =>
            rows.length === 0 ? (
              <Nothing title={`没有找到“${q}”`}>换一个词试试。</Nothing>
            ) : (
              <Table
                label="诊断"
                columns={columns}
                rows={rows}
                idOf={row => row.diagnosisId}
                old={asked.isPlaceholderData}
              />
            )
          }
        </Answer>
      )}
    </>
  );
};
