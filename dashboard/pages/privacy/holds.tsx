import { privacy } from '@yunzhen/contracts/privacy/privacy';
import type { PrivacyShown } from '@yunzhen/contracts/privacy/queries';
import { reachOf } from '@yunzhen/contracts/roles';
import { useCommand } from '../../api/use-command.ts';
import { useCurrentUser } from '../../lib/current-user.ts';
import { Card } from '../../parts/card.tsx';
import { CommandForm } from '../../parts/command-form.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { Moment } from '../../parts/moment.tsx';
import { Notice } from '../../parts/notice.tsx';
import styles from '../../parts/parts.module.css';
import { problemWords } from '../../words/problems.ts';

/** N5: legal cases that keep the data of this person, whatever is granted. */
export const Holds = ({ of: { patientId: id, holds } }: { of: PrivacyShown }) => {
  const { role } = useCurrentUser().holder;
  const lift = useCommand(privacy, 'lift-hold');
  const may = reachOf(privacy.commands['place-hold'].access, role) !== null;
  if (!may && holds.length === 0) return null;
  const { error } = lift;
  return (
    <Card title="法定保留">
      <div className={styles.reason}>
        {error !== null && <Notice kind="error" title={problemWords(error)} />}
        {holds.length === 0 && <p>没有。涉及诉讼或调查时，用案号保留这个人的信息，保留期间不删除。</p>}
        {holds.map(one => (
          <div key={one.caseNumber} className={styles.field}>
            <span>
              {one.caseNumber}（<Moment at={one.at} /> 起）
            </span>
            {may && (
              <Confirm
                small
                word="解除保留"
                question={`案号 ${one.caseNumber} 不再需要这个人的信息。已同意的删除会立即继续。解除？`}
                busy={lift.isPending}
                onYes={() => lift.mutate({ id, input: { caseNumber: one.caseNumber } })}
              />
            )}
          </div>
        ))}
        {may && <CommandForm of={privacy} command="place-hold" id={id} kind="primary" word="保留" />}
      </div>
    </Card>
  );
};
