import { useMutation } from '@tanstack/react-query';
import { api } from '../api/client.ts';

/** Signs in with a password; the session is kept by the client. */
export const useSignIn = () =>
  useMutation({ mutationFn: (credentials: { login: string; password: string }) => api.signIn(credentials) });
