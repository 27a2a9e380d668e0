/** One payment from the button to the hospital's own word that the money came; the cashier's word proves nothing. */
import { useDidShow } from '@tarojs/taro';
import { Problem } from '@yunzhen/contracts/api/problem';
import type { Business } from '@yunzhen/contracts/payment/bill';
import { paymentEndpoints } from '@yunzhen/contracts/payment/endpoints';
import { payment } from '@yunzhen/contracts/payment/payment';
import { paymentQueries } from '@yunzhen/contracts/payment/queries';
import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from '@/services/api';
import { address } from '@/services/go';
import { newId } from '@/services/ids';
import { askAgain, happened } from '@/services/queries';
import { storage } from '@/services/storage';
import { wechat } from '@/services/wechat';
import { cashierSaid } from '@/services/wechat/h5';

export type PayState =
  | 'idle'
  | 'preparing'
  | 'checking'
  | 'paid'
  | 'cancel'
  | 'fail'
  | 'declined'
  | 'blocked'
  | 'unknown';

const pause = (ms: number) => new Promise<void>(done => setTimeout(done, ms));
const prepareTries = 20;
const checkTries = 12;

/** @param subjectIds what is paid together; `back`: the parameters that open the pay page again */
export const usePay = (business: Business, subjectIds: readonly string[], back: Readonly<Record<string, string>>) => {
  const [state, setState] = useState<PayState>('idle');
  const [problem, setProblem] = useState<unknown>(null);
  const running = useRef(false);
  const key = `payment:${[...subjectIds].sort().join()}`;

  /** An order that can be paid: the one that was begun before, as long as it is open. */
  const order = async () => {
    const begun = storage.get<string>(key);
    const known = begun && (await api.query(paymentQueries.payment, { paymentId: begun }).catch(() => null));
    const usable = known && known.status === 'created';
    const paymentId = usable ? known.paymentId : newId();
    if (!usable) {
      storage.set(key, paymentId);
      const lines = subjectIds.map(subjectId => ({ business, subjectId }));
      const { position } = await api.command(payment, paymentId, 'create', { lines });
      happened('payment', position);
    }
    for (let tries = 0; tries < prepareTries; tries++) {
      const { status, params } = await api.call(paymentEndpoints.payParams, { paymentId });
      if (params) return { paymentId, params };
      if (status === 'closed') throw new Problem(409, 'payment-closed');
      await pause(250 + 50 * tries);
    }
    throw new Problem(503, 'unavailable');
  };

  /**
   * Asks until the hospital knows; a payment may arrive later than the payer. Who says that nothing was paid is believed once the hospital
   * has heard the same.
   */
  const check = useCallback(
    async (said?: 'cancel' | 'fail'): Promise<void> => {
      const paymentId = storage.get<string>(key);
      if (!paymentId) return setState(said ?? 'idle');
      setState('checking');
      for (let tries = 0; tries < checkTries; tries++) {
        try {
          const { position } = await api.command(payment, paymentId, 'check', {});
          const { status } = await api.query(paymentQueries.payment, { paymentId }, { after: position });
          setProblem(null);
          if (status === 'succeeded') {
            storage.remove(key);
            setState('paid');
            return askAgain();
          }
          if (status === 'closed') return setState('fail');
          if (status === 'declined') return setState('declined');
          if (said) return setState(said);
        } catch (error) {
          setProblem(error);
        }
        await pause(600);
      }
      setState('unknown');
    },
    [key],
  );

  const start = async (): Promise<void> => {
    if (running.current) return;
    running.current = true;
    setProblem(null);
    setState('preparing');
    try {
      const { params } = await order();
      const outcome = await wechat.pay(params, address('/booking/pay/index', back));
      if (outcome === 'success') await check();
      else if (outcome === 'cancel' || outcome === 'fail') await check(outcome);
      else if (outcome === 'blocked') setState(outcome);
    } catch (error) {
      setProblem(error);
      setState('idle');
      askAgain();
    } finally {
      running.current = false;
    }
  };

  // Back from the cashier page of a browser: with its word, or by the browser's own way back, which may show this page as it was left.
  useEffect(() => {
    if (process.env.TARO_ENV !== 'h5') return;
    const outcome = cashierSaid();
    if (outcome === 'success') void check();
    else if (outcome === 'cancel' || outcome === 'fail') void check(outcome);
    const kept = ({ persisted }: PageTransitionEvent) => persisted && void check('cancel');
    window.addEventListener('pageshow', kept);
    return () => window.removeEventListener('pageshow', kept);
  }, [check]);
  useDidShow(askAgain);

  return { state, problem, start, check: () => void check() };
};
