/** The running visit on top of the home page: its stage, the place in the queue, and the one thing to do next. */

import { View } from '@tarojs/components';
import { useNow } from '@yunzhen/client/use-now';
import { channels } from '@yunzhen/contracts/channels';
import { consultationQueries } from '@yunzhen/contracts/consultation/queries';
import { registrationQueries } from '@yunzhen/contracts/registration/queries';
import { isolated } from '@yunzhen/contracts/text';
import { useListen } from '@/hooks/listen';
import { useQuery } from '@/hooks/query';
import { useSession } from '@/services/auth';
import { go } from '@/services/go';
import { askFailedAgain } from '@/services/queries';
import { Button } from '@/ui/button';
import { Icon } from '@/ui/icon';
import { Bones } from '@/ui/loaded';
import { Tag } from '@/ui/tag';
import { Tap } from '@/ui/tap';
import { begins, countdown } from '@/words/format';
import { consultationWords, registrationWords } from '@/words/labels';

const Held = ({ registrationId, payableUntil }: { readonly registrationId: string; readonly payableUntil: string }) => {
  const left = Date.parse(payableUntil) - useNow(1_000);
  if (left <= 0) return null;
  return (
    <>
      <View className="row between">
        <View>号源为您保留</View>
        <View className="large-title accent number">{countdown(left)}</View>
      </View>
      <Button onTap={() => go('/booking/pay/index', { business: 'registration', subjectId: registrationId })}>
        去支付
      </Button>
    </>
  );
};

const Waiting = ({
  consultationId,
  clinicSessionId,
  startsAt,
  begun,
}: {
  readonly consultationId: string;
  readonly clinicSessionId: string;
  readonly startsAt: string;
  /** There is no queue before the session begins. */
  readonly begun: boolean;
}) => {
  useListen([channels.queue(clinicSessionId)]);
  const queue = useQuery(consultationQueries.queue, { clinicSessionId });
  const place = queue.data?.own.find(one => one.consultationId === consultationId);
  return (
    <>
      {begun ? (
        <View className="row between">
          <View>{place?.ahead === 0 ? '马上轮到您' : '您前面还有'}</View>
          <View className="large-title number lit" key={place?.ahead ?? -1}>
            {!place ? '…' : place.ahead > 0 ? `${place.ahead} 位` : ''}
          </View>
        </View>
      ) : (
        <View>{begins(startsAt)} 开始，按号序接诊</View>
      )}
      <Button onTap={() => go('/care/visit/index', { registrationId: consultationId })}>
        {begun ? '查看候诊' : '查看预约'}
      </Button>
    </>
  );
};

export const Running = () => {
  const signedIn = useSession()?.holder.role === 'patient';
  const now = useNow(30_000);
  const held = useQuery(registrationQueries.registrations, { status: 'held', limit: 5 }, { when: signedIn });
  const open = { limit: 5 };
  const talking = useQuery(consultationQueries.consultations, { ...open, status: 'in-progress' }, { when: signedIn });
  const waiting = useQuery(consultationQueries.consultations, { ...open, status: 'waiting' }, { when: signedIn });
  if (!signedIn)
    return (
      <View className="card row between">
        <View className="grow">登录后可挂号、看病历和取药</View>
        <Button id="to-sign-in" compact onTap={() => go('/pages/sign-in/index')}>
          登录
        </Button>
      </View>
    );
  const all = [talking, held, waiting];
  const lost = all.find(({ data, error }) => error && !data);
  if (all.some(({ data }) => !data))
    return lost && !lost.isFetching ? (
      <View className="card row between">
        <View className="grow small">您的就诊没有读到，已有的挂号都在，不会丢失</View>
        <Button kind="plain" compact onTap={askFailedAgain}>
          重试
        </Button>
      </View>
    ) : (
      <Bones rows={1} />
    );
  const talk = talking.data?.rows[0];
  const wait = waiting.data?.rows[0];
  const holds = held.data?.rows.filter(row => row.payableUntil !== null) ?? [];
  const [hold] = holds;
  const first = talk ?? hold ?? wait;
  if (!first) return null;
  const begun = wait !== undefined && Date.parse(wait.startsAt) <= now;
  const others = (talking.data?.rows.length ?? 0) + holds.length + (waiting.data?.rows.length ?? 0) - 1;
  return (
    <View className="card stack">
      <View className="row between">
        <View className="title clip">
          {isolated(first.doctorName)} · {isolated(first.departmentName)}
        </View>
        <Tag tone={talk ? 'success' : hold ? 'accent' : 'primary'}>
          {talk
            ? consultationWords['in-progress']
            : hold
              ? registrationWords.held
              : begun
                ? consultationWords.waiting
                : registrationWords.booked}
        </Tag>
      </View>
      <View className="small muted">
        就诊人 {isolated(first.visitPersonName)} · {first.number} 号
      </View>
      {talk ? (
        <Button onTap={() => go('/care/chat/index', { consultationId: talk.consultationId })}>进入问诊</Button>
      ) : hold?.payableUntil ? (
        <Held registrationId={hold.registrationId} payableUntil={hold.payableUntil} />
      ) : (
        wait && <Waiting {...wait} begun={begun} />
      )}
      {others > 0 && (
        <Tap className="tap row between small primary" onTap={() => go('/pages/visits/index')}>
          还有 {others} 个就诊在进行
          <Icon name="next" />
        </Tap>
      )}
    </View>
  );
};
