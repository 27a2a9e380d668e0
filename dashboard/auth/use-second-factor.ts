import { useMutation } from '@tanstack/react-query';
import { secondFactorEndpoints } from '@yunzhen/contracts/account/second-factor-endpoints';
import { Problem } from '@yunzhen/contracts/api/problem';
import { api } from '../api/client.ts';

/** A new secret for who can prove the password and, where there is one already, the second factor. */
export const useBeginSecondFactor = () =>
  useMutation({
    mutationFn: (proof: { login: string; password: string; secondFactor?: string }) =>
      api.call(secondFactorEndpoints.beginSecondFactor, proof),
  });

const asking: readonly string[] = ['second-factor-needed', 'wrong-second-factor'];
/** Whether a code is what is missing or wrong. */
export const asksForCode = (error: unknown): boolean => error instanceof Problem && asking.includes(error.code);
export const asksToSet = (error: unknown): boolean =>
  error instanceof Problem && error.code === 'second-factor-missing';
