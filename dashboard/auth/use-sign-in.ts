import { useMutation } from '@tanstack/react-query';
import type { Invitation } from '@yunzhen/contracts/api/auth';
import { api } from '../api/client.ts';
import { touch } from './activity.ts';

/** Signs in with a password, or sets the first one; the session is kept by the client. */
export const useSignIn = () =>
  useMutation({
    mutationFn: (credentials: { login: string; password: string; secondFactor?: string } | Invitation) => {
      // Before there is a session: it would end at once for who was away.
      touch();
      return api.signIn(credentials);
    },
  });
