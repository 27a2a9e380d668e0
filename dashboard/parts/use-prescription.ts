import { prescriptionQueries } from '@yunzhen/contracts/prescription/queries';
import { useQuery } from '../api/use-query.ts';

/** One prescription with complaint and record. */
export const usePrescription = (prescriptionId: string) =>
  useQuery(prescriptionQueries.prescription, { prescriptionId });
