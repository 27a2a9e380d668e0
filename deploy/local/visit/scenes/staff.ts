/** Staff of the hospital sign in with the accounts that the seed opened. */
import { accounts } from '../../seed/accounts.ts';
import type { Person } from '../person.ts';
import { must, type Stage } from '../stage.ts';

export const staff = (stage: Stage, login: string, name: string, part: string): Promise<Person> => {
  const account = accounts.find(one => one.login === login);
  must(account, `there is no demo account ${login}`);
  return stage.enter(name, part, { login, password: account.password });
};
