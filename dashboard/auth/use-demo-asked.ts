/** A link into a demo hospital may say who signs in, instead of whoever is: `/admin/?demo=pharmacist`. */
import { useEffect } from 'react';
import { useDemoAccounts } from './use-demo-accounts.ts';
import { useSignIn } from './use-sign-in.ts';

export const useDemoAsked = (): void => {
  const login = new URLSearchParams(location.search).get('demo');
  const { data = [] } = useDemoAccounts(login !== null);
  const { mutate } = useSignIn();
  const account = data.find(one => one.login === login);
  useEffect(() => {
    if (!account) return;
    history.replaceState(history.state, '', location.pathname);
    mutate(account);
  }, [account, mutate]);
};
