import { paymentQueries } from '@yunzhen/contracts/payment/queries';
import { useQuery } from '../../api/use-query.ts';

export const usePayment = (paymentId: string) => useQuery(paymentQueries.payment, { paymentId });
