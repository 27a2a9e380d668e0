import { registrationQueries } from '@yunzhen/contracts/registration/queries';
import { useQuery } from '../../api/use-query.ts';

export const useRegistration = (registrationId: string) =>
  useQuery(registrationQueries.registration, { registrationId });
