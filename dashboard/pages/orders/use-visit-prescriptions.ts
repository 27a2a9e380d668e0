import { prescriptionQueries } from '@yunzhen/contracts/prescription/queries';
import { useQuery } from '../../api/use-query.ts';

/** The prescriptions of one visit; a consultation has its registration's id. */
export const useVisitPrescriptions = (consultationId: string) =>
  useQuery(prescriptionQueries.prescriptions, { consultationId });
