/** A diagnosis that comes into the catalogue. */
import { type Diagnosed, diagnosis, diagnosisIds } from '@yunzhen/contracts/catalogue/diagnosis';
import { catalogueQueries } from '@yunzhen/contracts/catalogue/queries';
import { Form, Input, Select } from 'antd';
import { v5 } from 'uuid';
import { answers } from '../../api/query-client.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { optionsOf } from '../../parts/listing/column.ts';
import { notListed } from '../../parts/not-listed.ts';
import { chosen, required } from '../../parts/required.ts';
import { diagnosisSystemWords } from '../../words/states.ts';

const initial = { system: 'icd10' } as const;
const listed = notListed(async code =>
  (await answers.ask(catalogueQueries.diagnoses, { q: code, limit: 5 })).some(row => row.code === code),
);

export const DiagnosisDialog = ({ onClose }: { onClose: () => void }) => (
  <FormDialog
    title="新增诊断"
    capability={diagnosis}
    command="list"
    initial={initial}
    idOf={typed => v5(diagnosisIds.nameOf(typed), diagnosisIds.namespace)}
    inputOf={(typed: Diagnosed) => typed}
    done="已加入诊断目录"
    onClose={onClose}
  >
    <Form.Item name="system" label="目录" rules={chosen('目录')}>
      <Select options={optionsOf(diagnosisSystemWords)} />
    </Form.Item>
    <Form.Item
      name="code"
      label="代码"
      normalize={(typed: string) => typed.trim()}
      rules={[...required('代码'), listed]}
      validateTrigger={['onChange', 'onBlur']}
    >
      <Input maxLength={30} placeholder="E11.900" />
    </Form.Item>
    <Form.Item name="name" label="名称" rules={required('名称')}>
      <Input maxLength={100} />
    </Form.Item>
  </FormDialog>
);
