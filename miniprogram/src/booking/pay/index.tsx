/** P6.9, P7.2, P7.3: paying a registration, or prescriptions together: the countdown of the hold, WeChat's cashier, and what became of it. */

import { View } from '@tarojs/components';
import { useNow } from '@yunzhen/client/use-now';
import type { Business } from '@yunzhen/contracts/payment/bill';
import { prescriptionQueries } from '@yunzhen/contracts/prescription/queries';
import { registrationQueries } from '@yunzhen/contracts/registration/queries';
import { isolated } from '@yunzhen/contracts/text';
import type { ReactNode } from 'react';
import { useParams } from '@/hooks/page';
import { usePay } from '@/hooks/pay';
import { usePages, useQuery } from '@/hooks/query';
import { go, replace } from '@/services/go';
import { Button } from '@/ui/button';
import { Facts } from '@/ui/facts';
import { Icon } from '@/ui/icon';
import { Loaded, Wrong } from '@/ui/loaded';
import { Screen } from '@/ui/screen';
import { When } from '@/ui/when';
import { countdown, moment, yuan } from '@/words/format';
import { refundWords } from '@/words/labels';

interface Due {
  readonly amount: number;
  readonly until: string | null;
  /** Not to be paid any more, with the reason; null while it is. */
  readonly over: string | null;
  /** Where money is that came all the same; empty when none did. */
  readonly refund: string;
  readonly paid: boolean;
  readonly visit: string;
  readonly facts: readonly (readonly [string, ReactNode])[];
}

const paidRegistration = new Set(['paid', 'booked', 'completed']);
const paidPrescription = new Set(['paid', 'dispensed']);

const useDue = (business: Business, subjectId: string, when: boolean) => {
  const booking = business === 'registration';
  const registration = useQuery(
    registrationQueries.registration,
    { registrationId: subjectId },
    { when: when && booking },
  );
  const prescription = useQuery(
    prescriptionQueries.prescription,
    { prescriptionId: subjectId },
    { when: when && !booking },
  );
  if (booking) {
    const row = registration.data;
    const data: Due | undefined = row && {
      amount: row.fee,
      until: row.payableUntil,
      paid: paidRegistration.has(row.status),
      over: row.status === 'timed-out' ? '支付时间已过，号源已释放' : row.status === 'held' ? null : '这个挂号已取消',
      refund: refundWords[row.refund],
      visit: row.registrationId,
      facts: [
        ['就诊人', row.visitPersonName],
        ['医生', `${isolated(row.doctorName)} · ${isolated(row.departmentName)}`],
        ['时间', <When key="time" at={row.startsAt} day />],
        ['号序', `${row.number} 号`],
      ],
    };
    return { ...registration, data };
  }
  const row = prescription.data;
  const data: Due | undefined = row && {
    amount: row.total,
    until: row.validUntil,
    paid: paidPrescription.has(row.status),
    over: row.status === 'published' ? null : '处方已过期或已退款，不能支付',
    refund: refundWords[row.refunds.at(-1)?.status ?? 'none'],
    visit: row.consultationId,
    facts: [
      ['就诊人', row.visitPersonName],
      ['开方医生', row.doctorName],
      ['药品', row.lines.map(({ name, quantity, unit }) => `${isolated(name)} ${quantity}${unit}`).join('\n')],
    ],
  };
  return { ...prescription, data };
};

/** Several prescriptions, as one of them would be. */
const useTogether = (ids: readonly string[]) => {
  const sheets = usePages(prescriptionQueries.prescriptions, { limit: 50 }, { when: ids.length > 1 });
  const rows = (sheets.data ?? []).filter(({ prescriptionId }) => ids.includes(prescriptionId));
  const payable = rows.filter(({ status }) => status === 'published');
  const data: Due | undefined = sheets.data && {
    amount: rows.reduce((sum, { total }) => sum + total, 0),
    until: rows.map(({ validUntil }) => validUntil).sort()[0] ?? null,
    paid: rows.length === ids.length && rows.every(({ status }) => paidPrescription.has(status)),
    over: payable.length === ids.length ? null : '有处方已支付或已过期，请返回重新选择',
    refund: '',
    visit: rows[0]?.consultationId ?? '',
    facts: rows.map(({ visitPersonName, lines, total }) => [
      isolated(visitPersonName),
      `${lines.map(({ name }) => isolated(name)).join('、')} ${yuan(total)}`,
    ]),
  };
  return { ...sheets, data };
};

const said = {
  cancel: '您取消了支付，没有扣款。',
  fail: '支付没有成功，没有扣款。',
  blocked: '浏览器没有打开支付窗口，没有扣款。请允许弹出窗口，再点一次支付。',
} as const;

definePageConfig({ navigationBarTitleText: '支付' });

export default function Pay() {
  const { business = 'registration', subjectId = '' } = useParams<'business' | 'subjectId'>();
  const kind = business === 'prescription' ? 'prescription' : 'registration';
  const ids = subjectId.split(',');
  const together = useTogether(ids);
  const alone = useDue(kind, subjectId, ids.length === 1);
  const asked = ids.length > 1 ? together : alone;
  const pay = usePay(kind, ids, { business: kind, subjectId });
  const now = useNow(1_000);
  const left = asked.data?.until ? Date.parse(asked.data.until) - now : null;
  const late = left !== null && left <= 0 && !asked.data?.paid ? '支付时间已过' : null;
  const due = { ...asked, data: asked.data && { ...asked.data, over: asked.data.over ?? late } };
  const booking = kind === 'registration';
  const kept = booking ? '号源仍为您保留，可以重新支付。' : '处方仍然有效，可以重新支付。';
  return (
    <Screen
      footer={
        due.data &&
        (due.data.paid || pay.state === 'paid' ? (
          <Button id="to-visit" onTap={() => replace('/care/visit/index', { registrationId: due.data?.visit })}>
            查看就诊进度
          </Button>
        ) : due.data.over ? (
          <Button onTap={() => (booking ? go('/booking/find/index') : go('/pages/visits/index'))}>
            {booking ? '重新预约' : '查看就诊'}
          </Button>
        ) : (
          <View className="stack tight">
            {pay.state === 'unknown' && <Button onTap={pay.check}>查询支付结果</Button>}
            <Button
              id="pay"
              kind={pay.state === 'unknown' ? 'plain' : 'primary'}
              busy={pay.state === 'preparing' || pay.state === 'checking'}
              onTap={() => void pay.start()}
            >
              微信支付 {yuan(due.data.amount)}
            </Button>
          </View>
        ))
      }
    >
      <View className="body">
        <Loaded of={due} safe={booking ? '您的号源已保留' : '您的处方已保留'}>
          {({ amount, facts, over, paid, refund }) => (
            <>
              <View className="card stack centre" style={{ alignItems: 'center' }}>
                {paid || pay.state === 'paid' ? (
                  <>
                    <Icon name="check" className="state-icon success" />
                    <View className="large-title">{amount === 0 ? '无需支付' : '支付成功'}</View>
                    <View className="muted">
                      {booking ? (paid ? '挂号成功，请留意候诊提醒' : '正在与医院确认挂号…') : '药房正在为您备药'}
                    </View>
                  </>
                ) : over ? (
                  <>
                    <Icon name="ban" className="state-icon" />
                    <View className="title">{over}</View>
                    <View className="muted">{refund ? `您付的款${refund}` : '没有扣款；如已付款，将原路退回。'}</View>
                  </>
                ) : (
                  <>
                    <View className="muted">{booking ? '挂号费' : '处方药费'}</View>
                    <View className="pay-amount number">{yuan(amount)}</View>
                    {left !== null && left > 0 && (
                      <View className="row accent number" style={{ gap: '6px' }}>
                        <Icon name="clock" />
                        {left < 3_600_000
                          ? `请在 ${countdown(left)} 内完成支付`
                          : `请在 ${moment(new Date(now + left).toISOString())} 前支付`}
                      </View>
                    )}
                  </>
                )}
              </View>
              {pay.state === 'checking' && !paid && (
                <View className="notice primary">正在向微信确认支付结果，请不要重复支付…</View>
              )}
              {(pay.state === 'cancel' || pay.state === 'fail' || pay.state === 'blocked') && !paid && !over && (
                <View className="notice">
                  {said[pay.state]}
                  {kept}
                </View>
              )}
              {pay.state === 'declined' && !paid && (
                <View className="notice">微信的支付金额与应付金额不一致，您付的款将原路退回，请重新支付。</View>
              )}
              {pay.state === 'unknown' && !paid && (
                <View className="notice">还没有收到微信的支付结果。如已付款，到账后会自动更新，请勿重复支付。</View>
              )}
              {!paid && <Wrong problem={pay.problem} typed={false} />}
              <View className="card">
                <Facts rows={facts} />
              </View>
            </>
          )}
        </Loaded>
      </View>
    </Screen>
  );
}
