/** A drug that comes into the dictionary. */
import { drug, type drugControls, type drugKinds } from '@yunzhen/contracts/catalogue/drug';
import { catalogueQueries } from '@yunzhen/contracts/catalogue/queries';
import { drugCode, packed } from '@yunzhen/contracts/numbers';
import { unitPriceFrom } from '@yunzhen/contracts/unit-price';
import { Form, Input, Select } from 'antd';
import { answers } from '../../api/query-client.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { optionsOf } from '../../parts/listing/column.ts';
import { notListed } from '../../parts/not-listed.ts';
import { chosen, fits, number, required } from '../../parts/required.ts';
import { YuanField } from '../../parts/yuan-field.tsx';
import { drugControlWords, drugKindWords } from '../../words/states.ts';
import styles from './catalogue.module.css';

interface Typed {
  readonly code: string;
  readonly name: string;
  readonly kind: (typeof drugKinds)[number];
  readonly control: (typeof drugControls)[number];
  readonly form: string;
  readonly specification: string;
  readonly maker: string;
  readonly unit: string;
  readonly yuan: number;
}
const initial = { kind: 'western', control: 'none' } as const;
const listed = notListed(async code =>
  (await answers.ask(catalogueQueries.drugs, { q: code, limit: 5 })).some(row => row.code === code),
);

export const DrugDialog = ({ onClose }: { onClose: () => void }) => (
  <FormDialog
    title="新增药品"
    capability={drug}
    command="list"
    initial={initial}
    inputOf={({ yuan, ...typed }: Typed) => ({ ...typed, unitPrice: unitPriceFrom(yuan) })}
    done="已加入药品字典"
    onClose={onClose}
    width={640}
  >
    <div className={styles.fields}>
      <Form.Item name="name" label="名称" rules={required('名称')}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item
        name="code"
        label="医保代码"
        normalize={packed}
        rules={[{ required: true, validator: fits(drugCode) }, listed]}
        validateTrigger={['onChange', 'onBlur']}
      >
        <Input maxLength={23} />
      </Form.Item>
      <Form.Item name="kind" label="类别" rules={chosen('类别')}>
        <Select options={optionsOf(drugKindWords)} />
      </Form.Item>
      <Form.Item name="control" label="管理" rules={chosen('管理')} extra="特殊管理的药品不能在线开具。">
        <Select options={optionsOf(drugControlWords)} />
      </Form.Item>
      <Form.Item name="specification" label="规格" rules={required('规格')}>
        <Input maxLength={60} placeholder="0.5g*20片" />
      </Form.Item>
      <Form.Item name="form" label="剂型" rules={required('剂型')}>
        <Input maxLength={20} placeholder="片剂" />
      </Form.Item>
      <Form.Item name="maker" label="厂家" rules={required('厂家')}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="unit" label="单位" rules={required('单位')}>
        <Input maxLength={6} placeholder="盒" />
      </Form.Item>
      <Form.Item name="yuan" label="单价（元）" rules={number('单价', 0, 1_000_000)}>
        <YuanField precision={4} />
      </Form.Item>
    </div>
  </FormDialog>
);
