/** A reason that the patient is told: a usual one by a tap, or in one's own words. */
import { View } from '@tarojs/components';
import { consultation } from '@yunzhen/contracts/consultation/consultation';
import { useState } from 'react';
import { useCommandForm } from '@/hooks/form';
import { Button } from '@/ui/button';
import { CommandField } from '@/ui/command-field';
import { Wrong } from '@/ui/loaded';
import { Sheet } from '@/ui/sheet';
import { Tap } from '@/ui/tap';

const names = ['reason'];
const special = { reason: { label: '告诉患者的原因' } };

export const Reason = ({
  consultationId,
  command,
  title,
  consequence,
  verb,
  usual,
  open,
  close,
  done,
}: {
  readonly consultationId: string;
  readonly command: 'reject' | 'cancel' | 'terminate';
  readonly title: string;
  readonly consequence: string;
  readonly verb: string;
  readonly usual: readonly string[];
  readonly open: boolean;
  readonly close: () => void;
  readonly done: () => void;
}) => {
  const [typed, change] = useState({ reason: '' });
  const form = useCommandForm(consultation, command, { names, special, typed, change });
  return (
    <Sheet title={title} open={open} close={close}>
      <View className="notice">{consequence}</View>
      <View className="choice">
        {usual.map(reason => (
          <Tap
            key={reason}
            className={`chip ${typed.reason === reason ? 'on' : ''}`}
            on={typed.reason === reason}
            onTap={() => change({ reason })}
          >
            {reason}
          </Tap>
        ))}
      </View>
      <CommandField form={form} name="reason" />
      <Wrong problem={form.problem} />
      <Button
        kind="danger"
        busy={form.busy}
        why={form.missing}
        onWhy={form.submit}
        onTap={() => void form.send(consultationId).then(sent => sent && done())}
      >
        {verb}
      </Button>
    </Sheet>
  );
};
