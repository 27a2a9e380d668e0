import { department } from '@yunzhen/contracts/catalogue/department';
import type { DepartmentRow } from '@yunzhen/contracts/catalogue/row';
import { isolated } from '@yunzhen/contracts/text';
import { Form, Input } from 'antd';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { required } from '../../parts/required.ts';

type Typed = Pick<DepartmentRow, 'name' | 'subjectCode' | 'introduction'>;

/** Opens a department, or changes the one that is there. @param order of a new one: behind all others */
export const DepartmentDialog = ({
  of,
  order,
  onClose,
}: {
  of: DepartmentRow | 'new';
  order: number;
  onClose: () => void;
}) => (
  <FormDialog
    title={of === 'new' ? '新开科室' : `修改${isolated(of.name)}`}
    capability={department}
    {...(of === 'new' ? { command: 'open' } : { command: 'change', id: of.departmentId, initial: of })}
    inputOf={({ name, subjectCode, introduction }: Typed) => ({
      name,
      subjectCode,
      introduction,
      order: of === 'new' ? order : of.order,
    })}
    done="已保存"
    onClose={onClose}
  >
    <Form.Item name="name" label="名称" rules={required('名称')}>
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
    <Form.Item name="introduction" label="介绍" rules={required('介绍')}>
      <Input.TextArea maxLength={1000} showCount rows={4} />
    </Form.Item>
  </FormDialog>
);
