/** A new session: doctor, day, hours, fee, numbers. What was typed stays while the dialog is closed or refused. */
import { chinaDay } from '@yunzhen/contracts/china-day';
import { session } from '@yunzhen/contracts/schedule/session';
import { Alert, App, DatePicker, Form, InputNumber, Modal, Select, TimePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useRef, useState } from 'react';
import { v7 } from 'uuid';
import { useCommand } from '../../api/use-command.ts';
import { problemWords } from '../../words/problems.ts';
import { useDoctors } from './use-doctors.ts';

dayjs.locale('zh-cn');

interface Typed {
  readonly doctorId: string;
  readonly day: Dayjs;
  readonly hours: [Dayjs, Dayjs];
  /** Yuan. */
  readonly fee: number;
  readonly capacity: number;
}

/** The instant of a clock time on a day of the hospital. */
const instantOf = (day: Dayjs, clock: Dayjs): string =>
  new Date(
    Date.parse(chinaDay(day.format('YYYY-MM-DD')).start) + (clock.hour() * 60 + clock.minute()) * 60_000,
  ).toISOString();

const required = (what: string) => [{ required: true, message: `请选择${what}` }];

export const PublishDialog = ({ open, onClose }: { open: boolean; onClose: () => void }) => {
  const { message } = App.useApp();
  const [form] = Form.useForm<Typed>();
  const [q, setQ] = useState('');
  const doctors = useDoctors(q);
  const publish = useCommand(session, 'publish');
  // One dialog is one session, however often it is sent.
  const id = useRef(v7());
  const send = ({ doctorId, day, hours: [from, to], fee, capacity }: Typed) =>
    publish.mutate(
      {
        id: id.current,
        input: {
          doctorId,
          startsAt: instantOf(day, from),
          endsAt: instantOf(day, to),
          fee: Math.round(fee * 100),
          capacity,
        },
      },
      {
        onSuccess: () => {
          void message.success('班次已发布');
          id.current = v7();
          form.resetFields();
          onClose();
        },
      },
    );
  return (
    <Modal
      open={open}
      title="发布班次"
      okText="发布"
      cancelText="返回"
      confirmLoading={publish.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={send}
        initialValues={{ fee: 30, capacity: 12 }}
        requiredMark={false}
      >
        <Form.Item name="doctorId" label="医生" rules={required('医生')}>
          <Select
            showSearch={{ filterOption: false, onSearch: setQ }}
            loading={doctors.isPending}
            options={(doctors.data?.rows ?? []).map(row => ({
              value: row.practitionerId,
              label: `${row.name} · ${row.departmentName ?? ''}`,
            }))}
            placeholder="姓名、拼音首字母或专长"
          />
        </Form.Item>
        <Form.Item name="day" label="日期" rules={required('日期')}>
          <DatePicker style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="hours" label="时间" rules={required('时间')}>
          <TimePicker.RangePicker format="HH:mm" minuteStep={15} needConfirm={false} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="fee" label="挂号费（元）" rules={required('挂号费')}>
          <InputNumber min={0} max={10_000} precision={2} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="capacity" label="号数" rules={required('号数')}>
          <InputNumber min={1} max={200} precision={0} style={{ width: '100%' }} />
        </Form.Item>
        {publish.isError && <Alert type="error" showIcon title={problemWords(publish.error)} />}
      </Form>
    </Modal>
  );
};
