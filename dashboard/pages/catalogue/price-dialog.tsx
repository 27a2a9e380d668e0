import { drug } from '@yunzhen/contracts/catalogue/drug';
import type { DrugRow } from '@yunzhen/contracts/catalogue/views';
import { Alert, App, Form, InputNumber, Modal } from 'antd';
import { useCommand } from '../../api/use-command.ts';
import { money, yuanOf } from '../../words/format.ts';
import { problemWords } from '../../words/problems.ts';

/** A new price; prescriptions that are written keep the old one. */
export const PriceDialog = ({ of, onClose }: { of: DrugRow; onClose: () => void }) => {
  const { message } = App.useApp();
  const [form] = Form.useForm<{ yuan: number }>();
  const price = useCommand(drug, 'price');
  return (
    <Modal
      open
      title={`${of.name} 调价`}
      okText="保存"
      cancelText="返回"
      confirmLoading={price.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p>现价 {money(of.price)}。已开的处方仍按开方时的价格。</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ yuan: yuanOf(of.price) }}
        onFinish={({ yuan }) =>
          price.mutate(
            { id: of.drugId, input: { price: Math.round(yuan * 100) } },
            {
              onSuccess: () => {
                void message.success('已调价');
                onClose();
              },
            },
          )
        }
      >
        <Form.Item name="yuan" label={`新价（元/${of.unit}）`} rules={[{ required: true, message: '请输入价格' }]}>
          <InputNumber min={0} max={1_000_000} precision={2} autoFocus style={{ width: '100%' }} />
        </Form.Item>
        {price.isError && <Alert type="error" showIcon title={problemWords(price.error)} />}
      </Form>
    </Modal>
  );
};
