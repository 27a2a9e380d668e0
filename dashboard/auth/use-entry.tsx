/** Signing in from a form: where a second factor has to be set first, its steps are shown in place of the form. */
import type { Invitation } from '@yunzhen/contracts/api/auth';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { api } from '../api/client.ts';
import { asksForCode, asksToSet, useBeginSecondFactor } from './use-second-factor.ts';
import { useSignIn } from './use-sign-in.ts';

const SecondFactorSteps = lazy(() => import('./second-factor-steps.tsx'));

type Credentials = { login: string; password: string; secondFactor?: string } | Invitation;
export interface Entry {
  readonly enter: (credentials: Credentials) => void;
  readonly busy: boolean;
  /** Why nobody is signed in yet; null for none. */
  readonly refused: unknown;
  /** Whether a code is asked for, from when it was for the first time. */
  readonly coded: boolean;
  /** Null while there is nothing to set. */
  readonly steps: ReactNode;
}

export const useEntry = (): Entry => {
  const signIn = useSignIn();
  const begin = useBeginSecondFactor();
  const [coded, setCoded] = useState(false);
  const [proof, setProof] = useState({ login: '', password: '' });
  return {
    enter: credentials => {
      const { login, password } = credentials;
      setProof({ login, password });
      signIn.mutate(credentials, {
        onError: error => {
          if (asksForCode(error)) setCoded(true);
          if (asksToSet(error)) begin.mutate({ login, password });
        },
      });
    },
    busy: signIn.isPending || begin.isPending,
    refused: signIn.isError && !asksToSet(signIn.error) ? signIn.error : begin.error,
    coded,
    steps: begin.data ? (
      <Suspense>
        <SecondFactorSteps
          {...proof}
          begun={begin.data}
          onSet={() => undefined}
          onDone={api.goOn}
          onCancel={begin.reset}
        />
      </Suspense>
    ) : null,
  };
};
