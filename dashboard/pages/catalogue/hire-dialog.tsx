/** A doctor or pharmacist who begins to work here. */
import { practitioner, type titles } from '@yunzhen/contracts/practitioner/practitioner';
import { Form, Input, Radio, Select } from 'antd';
import dayjs from 'dayjs';
import { DayField } from '../../parts/day-field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { optionsOf } from '../../parts/listing/column.ts';
import { chosen, required } from '../../parts/required.ts';
import { useDepartments } from '../../parts/use-departments.ts';
import { dayOf } from '../../words/format.ts';
import { genders, practitionerKinds, titleWords } from '../../words/states.ts';
import styles from './catalogue.module.css';

interface Typed {
  readonly kind: keyof typeof practitionerKinds;
  readonly name: string;
  readonly gender: keyof typeof genders;
  readonly title: (typeof titles)[number];
  readonly departmentId: string;
  readonly practisingSince: string;
  readonly licence: { number: string; issuedBy: string; issuedOn: string; scope: string };
  readonly introduction: string;
  readonly specialities: string[];
}
const initial: Partial<Typed> = { kind: 'doctor', specialities: [] };
const refusedAt = { 'practice-too-short': 'practisingSince', 'unknown-department': 'departmentId' };
const titlesOf = (kind: Typed['kind']) =>
  optionsOf(titleWords).filter(({ value }) => value.endsWith('pharmacist') === (kind === 'pharmacist'));

export const HireDialog = ({ onClose }: { onClose: () => void }) => {
  const departments = useDepartments();
  const today = dayjs(dayOf(new Date()));
  return (
    <FormDialog
      title="新增医务人员"
      capability={practitioner}
      command="hire"
      initial={initial}
      inputOf={(typed: Typed) => typed}
      refusedAt={refusedAt}
      done="已新增"
      onClose={onClose}
      width={640}
    >
      <div className={styles.fields}>
        <Form.Item name="kind" label="岗位">
          <Radio.Group options={optionsOf(practitionerKinds)} />
        </Form.Item>
        <Form.Item name="gender" label="性别" rules={chosen('性别')}>
          <Radio.Group options={optionsOf(genders)} />
        </Form.Item>
        <Form.Item name="name" label="姓名" rules={required('姓名')}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item noStyle dependencies={['kind']}>
          {({ getFieldValue }) => (
            <Form.Item name="title" label="职称" rules={chosen('职称')}>
              <Select options={titlesOf(getFieldValue('kind'))} />
            </Form.Item>
          )}
        </Form.Item>
        <Form.Item name="departmentId" label="科室" rules={chosen('科室')}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={(departments.data ?? []).map(row => ({ value: row.departmentId, label: row.name }))}
          />
        </Form.Item>
        <Form.Item
          name="practisingSince"
          label="独立执业自"
          rules={chosen('日期')}
          extra="医生满三年才能开展互联网诊疗。"
        >
          <DayField maxDate={today} />
        </Form.Item>
        <Form.Item name={['licence', 'number']} label="执业证号" rules={required('执业证号')}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name={['licence', 'scope']} label="执业范围" rules={required('执业范围')}>
          <Input maxLength={40} placeholder="内科专业" />
        </Form.Item>
        <Form.Item name={['licence', 'issuedBy']} label="发证机关" rules={required('发证机关')}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name={['licence', 'issuedOn']} label="发证日期" rules={chosen('发证日期')}>
          <DayField maxDate={today} />
        </Form.Item>
      </div>
      <Form.Item
        name="specialities"
        label="擅长"
        extra="输入一项后按回车，最多 12 项。"
        rules={[
          { type: 'array', max: 12, defaultField: { type: 'string', max: 30 }, message: '最多 12 项，每项 30 字' },
        ]}
      >
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={['，', ',', '、']} />
      </Form.Item>
      <Form.Item name="introduction" label="介绍" rules={required('介绍')}>
        <Input.TextArea maxLength={1000} showCount rows={4} />
      </Form.Item>
    </FormDialog>
  );
};
