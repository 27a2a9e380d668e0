/** A reason that the patient is told: a usual one by a tap, or in one's own words. */
import { Textarea, View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '@/ui/button';
import { Wrong } from '@/ui/loaded';
import { Sheet } from '@/ui/sheet';
import { Tap } from '@/ui/tap';

export const Reason = ({
  title,
  consequence,
  verb,
  usual,
  open,
  close,
  give,
  busy,
  problem,
}: {
  readonly title: string;
  readonly consequence: string;
  readonly verb: string;
  readonly usual: readonly string[];
  readonly open: boolean;
  readonly close: () => void;
  readonly give: (reason: string) => void;
  readonly busy: boolean;
  readonly problem: unknown;
}) => {
  const [reason, setReason] = useState('');
  return (
    <Sheet title={title} open={open} close={close}>
      <View className="notice">{consequence}</View>
      <View className="choice">
        {usual.map(words => (
          <Tap
            key={words}
            className={`chip ${reason === words ? 'on' : ''}`}
            on={reason === words}
            onTap={() => setReason(words)}
          >
            {words}
          </Tap>
        ))}
      </View>
      <Textarea
        className="field-box"
        style={{ height: '5em' }}
        maxlength={200}
        placeholder="告诉患者原因"
        value={reason}
        onInput={e => setReason(e.detail.value)}
      />
      <Wrong problem={problem} />
      <Button kind="danger" busy={busy} why={reason.trim() ? null : '请写下原因'} onTap={() => give(reason.trim())}>
        {verb}
      </Button>
    </Sheet>
  );
};
