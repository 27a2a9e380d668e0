import { drug } from '@yunzhen/contracts/catalogue/drug';
import type { DrugRow } from '@yunzhen/contracts/catalogue/row';
import { isolated } from '@yunzhen/contracts/text';
import { unitPriceFrom, unitPriceInYuan, unitPriceText } from '@yunzhen/contracts/unit-price';
import { Form } from 'antd';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { number } from '../../parts/required.ts';
import { YuanField } from '../../parts/yuan-field.tsx';

/** A new price; prescriptions that are written keep the old one. */
export const PriceDialog = ({ of, onClose }: { of: DrugRow; onClose: () => void }) => (
  <FormDialog
    title={`${isolated(of.name)} 调价`}
    capability={drug}
    command="price"
    id={of.drugId}
    initial={{ yuan: unitPriceInYuan(of.unitPrice) }}
    inputOf={({ yuan }: { yuan: number }) => ({ unitPrice: unitPriceFrom(yuan) })}
    done="已调价"
    onClose={onClose}
  >
    <p>现价 {unitPriceText(of.unitPrice)}。已开的处方仍按开方时的价格。</p>
    <Form.Item name="yuan" label={`新价（元/${of.unit}）`} rules={number('新价', 0, 1_000_000)}>
      <YuanField precision={4} />
    </Form.Item>
  </FormDialog>
);
