import { department } from '@yunzhen/contracts/catalogue/department';
import type { DepartmentRow } from '@yunzhen/contracts/catalogue/views';
import { Alert, App, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { v7 } from 'uuid';
import { useCommand } from '../../api/use-command.ts';
import { problemWords } from '../../words/problems.ts';

type Typed = Pick<DepartmentRow, 'name' | 'subjectCode' | 'introduction'>;

/** Opens a department, or changes the one that is there. */
export const DepartmentDialog = ({
  of,
  order,
  onClose,
}: {
  of: DepartmentRow | 'new';
  /** Of a new one: behind all others. */
  order: number;
  onClose: () => void;
}) => {
  const { message } = App.useApp();
  const [form] = Form.useForm<Typed>();
  const [newId] = useState(() => v7());
  const open = useCommand(department, 'open');
  const change = useCommand(department, 'change');
  const command = of === 'new' ? open : change;
  const send = (typed: Typed) =>
    command.mutate(
      {
        id: of === 'new' ? newId : of.departmentId,
        input: { ...typed, order: of === 'new' ? order : of.order },
      },
      {
        onSuccess: () => {
          void message.success('已保存');
          onClose();
        },
      },
    );
  return (
    <Modal
      open
      title={of === 'new' ? '新开科室' : `修改${of.name}`}
      okText="保存"
      cancelText="返回"
      confirmLoading={command.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={send}
        requiredMark={false}
        {...(of !== 'new' && { initialValues: of })}
      >
        <Form.Item name="name" label="名称" rules={[{ required: true, whitespace: true, message: '请输入名称' }]}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item
          name="subjectCode"
          label="诊疗科目代码"
          extra="监管平台的诊疗科目，例如 03 或 03.04"
          rules={[{ required: true, pattern: /^\d{2}(\.\d{2}){0,2}$/, message: '两位数字，可加点和下级代码' }]}
        >
          <Input />
        </Form.Item>
        <Form.Item
          name="introduction"
          label="介绍"
          rules={[{ required: true, whitespace: true, message: '请输入介绍' }]}
        >
          <Input.TextArea maxLength={1000} showCount rows={4} />
        </Form.Item>
        {command.isError && <Alert type="error" showIcon title={problemWords(command.error)} />}
      </Form>
    </Modal>
  );
};
