import { practitioner } from '@yunzhen/contracts/practitioner/practitioner';
import type { PractitionerRow } from '@yunzhen/contracts/practitioner/views';
import { App, Button, Popconfirm } from 'antd';
import { useCommand } from '../../api/use-command.ts';
import { problemWords } from '../../words/problems.ts';
import styles from './catalogue.module.css';

/** What operations do with one who works here: switch the online clinic, let go. */
export const PractitionerActions = ({ row }: { row: PractitionerRow }) => {
  const { message } = App.useApp();
  const retire = useCommand(practitioner, 'retire');
  const service = useCommand(practitioner, 'switch-service');
  const { practitionerId: id, name, kind, active, onlineClinic } = row;
  const said = { onError: (error: unknown) => void message.error(problemWords(error)) };
  if (!active) return null;
  return (
    <span className={styles.actions}>
      {kind === 'doctor' && (
        <Button
          size="small"
          loading={service.isPending}
          onClick={() => service.mutate({ id, input: { service: 'online-clinic', on: !onlineClinic } }, said)}
        >
          {onlineClinic ? '关闭网络门诊' : '开通网络门诊'}
        </Button>
      )}
      <Popconfirm
        title={`${name}离职后不能再${kind === 'doctor' ? '发布班次，已发布的请先停诊' : '审方，账号请另行停用'}。离职？`}
        okText="离职"
        okButtonProps={{ danger: true }}
        cancelText="返回"
        onConfirm={() => retire.mutate({ id, input: {} }, said)}
      >
        <Button size="small" danger loading={retire.isPending}>
          离职
        </Button>
      </Popconfirm>
    </span>
  );
};
