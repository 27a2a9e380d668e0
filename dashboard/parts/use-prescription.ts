import { prescriptionQueries } from '@yunzhen/contracts/prescription/views';
import { useQuery } from '../api/use-query.ts';

/** One prescription with complaint and record. */
export const usePrescription = (prescriptionId: string) =>
  useQuery(prescriptionQueries.prescription, { prescriptionId });
