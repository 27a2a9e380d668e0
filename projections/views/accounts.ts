import type { AccountEvent } from '@yunzhen/contracts/account/account';
import { type accountChanges, accountsView } from '@yunzhen/contracts/account/row';
import type { PractitionerEvent } from '@yunzhen/contracts/practitioner/practitioner';
import type { StoredRow } from '@yunzhen/contracts/shape';
import { type Meta, type Operation, project } from '../view.ts';

type AccountRow = StoredRow<typeof accountsView>;
type Change = (typeof accountChanges)[number];

/** One line of the history, and what else changed. */
const change = (
  what: Change,
  { accountId, by }: { accountId: string; by?: string },
  { at }: Meta,
  set: Partial<AccountRow> = {},
): Operation<AccountRow> => ({ id: accountId, set, push: { history: { what, at, by: by ?? null } } });

const begun = {
  login: null,
  name: null,
  until: null,
  wechatBoundAt: null,
  secondFactorAt: null,
  endedAt: null,
  practising: true,
  acknowledgedUntil: null,
};
const forgotten = { until: null, wechatBoundAt: null, secondFactorAt: null };

/** O4, D1: every account, and when what was signed in with it ended last. */
export const accounts = project(accountsView)<AccountEvent | PractitionerEvent>(
  {
    'account.opened': (e, meta) =>
      change('opened', e, meta, { ...begun, accountId: e.accountId, role: e.role, status: 'open', openedAt: meta.at }),
    'account.invited': ({ accountId, role, login, name, until, by }, meta) =>
      change('invited', { accountId, by }, meta, {
        ...begun,
        accountId,
        role,
        login,
        name,
        status: 'invited',
        until,
        openedAt: meta.at,
      }),
    'account.reset': (e, meta) =>
      change('reset', e, meta, { ...forgotten, status: 'invited', until: e.until, endedAt: e.at }),
    'account.password-set': (e, meta) =>
      change('password-set', e, meta, { status: 'open', until: null, endedAt: e.at }),
    'account.second-factor-set': (e, meta) =>
      change('second-factor-set', e, meta, { secondFactorAt: meta.at, endedAt: e.at }),
    'account.wechat-bound': (e, meta) => change('wechat-bound', e, meta, { wechatBoundAt: meta.at }),
    'account.wechat-unbound': (e, meta) => change('wechat-unbound', e, meta, { wechatBoundAt: null, endedAt: e.at }),
    'account.signed-out': (e, meta) => change('signed-out', e, meta, { endedAt: e.at }),
    'account.acknowledged': ({ accountId, until }) => ({ id: accountId, set: { acknowledgedUntil: until } }),
    'account.closed': (e, meta) => change('closed', e, meta, { ...forgotten, status: 'closed', endedAt: e.at }),
    'account.erased': (e, meta) => change('erased', e, meta, { ...forgotten, status: 'erased', endedAt: e.at }),
    'account.reopened': (e, meta) => change('reopened', e, meta, { status: 'open' }),
    'practitioner.retired': e => ({ id: e.practitionerId, existing: true, set: { practising: false } }),
    'practitioner.rehired': e => ({ id: e.practitionerId, existing: true, set: { practising: true } }),
  },
  [{ role: 1, openedAt: -1 }, { openedAt: -1 }],
);
