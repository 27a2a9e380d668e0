import { pickUpCodeKind } from '@yunzhen/contracts/dispensing/dispensing';
import { dispensingQueries } from '@yunzhen/contracts/dispensing/queries';
import { dispensingsView } from '@yunzhen/contracts/dispensing/row';
import { answer, only, shown } from '../answer.ts';
import { dispensingsShown } from '../dispensings.ts';
import { all } from '../filters.ts';
import { byNumber } from '../numbers.ts';
import { pageOf } from '../paging.ts';

export const dispensings = answer('dispensings', dispensingQueries.dispensings, async ({ params, reachable, view }) => {
  const { status, number, ...paging } = params;
  const sort =
    status === 'ready'
      ? ({ field: 'readiedAt', direction: 1 } as const)
      : ({ field: 'dispensedAt', direction: -1 } as const);
  const { rows, next } = await pageOf(
    view(dispensingsView),
    all({ status }, byNumber(number, [], ['hisNumber']), reachable(dispensingsView)),
    sort,
    paging,
  );
  return { rows: await dispensingsShown(view, rows), next };
});

/** Codes are drawn at random: of two with the same one, the one that is still ready is meant. */
export const byCode = answer('byCode', dispensingQueries.byCode, async ({ params: { pickUpCode }, index, view }) => {
  const rows = await view(dispensingsView)
    .find({ pickUpCodeIndex: index(pickUpCodeKind, pickUpCode) })
    .toArray();
  const row = rows.find(({ status }) => status === 'ready') ?? rows[0];
  return row ? only(await dispensingsShown(view, [shown(row)])) : null;
});

export const dispensing = answer('dispensing', dispensingQueries.dispensing, async ({ params, reachable, view }) => {
  const row = await view(dispensingsView).findOne(all({ _id: params.dispensingId }, reachable(dispensingsView)));
  return only(await dispensingsShown(view, [shown(row)]));
});

export const pickUpCode = answer('pickUpCode', dispensingQueries.pickUpCode, async ({ params, reachable, view }) => {
  const row = await view(dispensingsView).findOne(all({ _id: params.dispensingId }, reachable(dispensingsView)));
  const { dispensingId, status, pickUpCode } = shown(row);
  return { dispensingId, pickUpCode: status === 'ready' ? pickUpCode : null };
});
