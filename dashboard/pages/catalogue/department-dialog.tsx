import { department } from '@yunzhen/contracts/catalogue/department';
import type { DepartmentRow } from '@yunzhen/contracts/catalogue/row';
import { subjects } from '@yunzhen/contracts/catalogue/subjects';
import { isolated } from '@yunzhen/contracts/text';
import { Form, Input, Select } from 'antd';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { chosen, required } from '../../parts/required.ts';

type Typed = Pick<DepartmentRow, 'name' | 'subjectCode' | 'introduction'>;

const options = subjects.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }));

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
      label="诊疗科目"
      extra="国家诊疗科目名录，监管上报和六岁以下儿童接诊都按它"
      rules={chosen('诊疗科目')}
    >
      <Select showSearch optionFilterProp="label" options={options} placeholder="输入代码或名称查找" />
    </Form.Item>
    <Form.Item name="introduction" label="介绍" rules={required('介绍')}>
      <Input.TextArea maxLength={1000} showCount rows={4} />
    </Form.Item>
  </FormDialog>
);
