import { practitioner } from '@yunzhen/contracts/practitioner/practitioner';
import type { PractitionerRow } from '@yunzhen/contracts/practitioner/row';
import { isolated } from '@yunzhen/contracts/text';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../parts/button.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { toast } from '../../parts/toast.ts';
import { problemWords } from '../../words/problems.ts';
import styles from './catalogue.module.css';

/** What operations do with one who works here, or did: switch the online clinic, let go, take on again. */
export const PractitionerActions = ({ row }: { row: PractitionerRow }) => {
  const retire = useCommand(practitioner, 'retire');
  const rehire = useCommand(practitioner, 'rehire');
  const service = useCommand(practitioner, 'switch-service');
  const { practitionerId: id, name, kind, active, onlineClinic } = row;
  const said = { onError: (error: unknown) => toast.error(problemWords(error)) };
  if (!active)
    return (
      <Button small busy={rehire.isPending} onClick={() => rehire.mutate({ id, input: {} }, said)}>
        复职
      </Button>
    );
  return (
    <span className={styles.actions}>
      {kind === 'doctor' && (
        <Button
          small
          busy={service.isPending}
          onClick={() => service.mutate({ id, input: { service: 'online-clinic', on: !onlineClinic } }, said)}
        >
          {onlineClinic ? '关闭网络门诊' : '开通网络门诊'}
        </Button>
      )}
      <Confirm
        small
        word="离职"
        question={`${isolated(name)}离职后，账号、登录和绑定的微信立即失效，${kind === 'doctor' ? '没有结束的班次停诊并退款' : '已领取的处方放回待审'}。离职？`}
        busy={retire.isPending}
        onYes={() => retire.mutate({ id, input: {} }, said)}
      />
    </span>
  );
};
