/** What waits for the patient besides a running visit: prescriptions to be paid before they end, and drugs that are ready. */
import { View } from '@tarojs/components';
import { dispensingQueries } from '@yunzhen/contracts/dispensing/queries';
import { prescriptionQueries } from '@yunzhen/contracts/prescription/queries';
import { isolated } from '@yunzhen/contracts/text';
import { useEffect } from 'react';
import { useQuery } from '@/hooks/query';
import { useSession } from '@/services/auth';
import { go } from '@/services/go';
import { Button } from '@/ui/button';
import { Icon } from '@/ui/icon';
import { moment, yuan } from '@/words/format';

/** So many stand here; the others are a tap away. */
const limit = 3;

const drugs = (lines: readonly { readonly name: string }[]) =>
  `${isolated(lines[0]?.name)}${lines.length > 1 ? ` 等 ${lines.length} 种` : ''}`;

const Wait = ({
  title,
  words,
  verb,
  open,
}: {
  readonly title: string;
  readonly words: string;
  readonly verb: string;
  readonly open: () => void;
}) => (
  <View className="card row waits">
    <Icon name="pill" className="primary" />
    <View className="grow">
      <View className="bold">{title}</View>
      <View className="small muted">{words}</View>
    </View>
    <Button compact onTap={open}>
      {verb}
    </Button>
  </View>
);

export const Waits = () => {
  const when = useSession()?.holder.role === 'patient';
  const due = useQuery(prescriptionQueries.prescriptions, { payment: 'payable', limit }, { when });
  const ready = useQuery(dispensingQueries.dispensings, { status: 'ready', limit }, { when });
  const some = (ready.data?.rows.length ?? 0) > 0;
  useEffect(() => {
    // Where drugs are handed out there may be no network to load its page with.
    if (process.env.TARO_ENV === 'h5' && some) void import('../../care/pick-up/index').catch(() => undefined);
  }, [some]);
  if (!when) return null;
  return (
    <>
      {ready.data?.rows.map(({ dispensingId, visitPersonName, lines }) => (
        <Wait
          key={dispensingId}
          title="药已备好"
          words={`${isolated(visitPersonName)} · ${drugs(lines)}`}
          verb="取药码"
          open={() => go('/care/pick-up/index', { dispensingId })}
        />
      ))}
      {due.data?.rows.map(({ prescriptionId, visitPersonName, total, validUntil, lines }) => (
        <Wait
          key={prescriptionId}
          title={`处方待缴费 ${yuan(total)}`}
          words={`${isolated(visitPersonName)} · ${drugs(lines)} · ${moment(validUntil)} 前有效`}
          verb="去支付"
          open={() => go('/booking/pay/index', { purpose: 'prescription', subjectId: prescriptionId })}
        />
      ))}
    </>
  );
};
