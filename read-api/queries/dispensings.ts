import { type DispensingRow, dispensingQueries } from '@yunzhen/contracts/dispensing/views';
import { answer, only, shown } from '../answer.ts';
import { dispensingsShown } from '../dispensings.ts';
import { equal } from '../filters.ts';
import { pageOf } from '../paging.ts';

export const dispensings = answer('dispensings', dispensingQueries.dispensings, async ({ params, own, view }) => {
  const { status, pickUpCode, ...paging } = params;
  const sort =
    status === 'ready'
      ? ({ field: 'readiedAt', direction: 1 } as const)
      : ({ field: 'dispensedAt', direction: -1 } as const);
  const filter = { status, ...equal({ pickUpCode }), ...own };
  const { rows, next } = await pageOf(view<DispensingRow>('dispensings'), filter, sort, paging);
  return { rows: await dispensingsShown(view, rows), next };
});

export const dispensing = answer('dispensing', dispensingQueries.dispensing, async ({ params, own, view }) => {
  const row = await view<DispensingRow>('dispensings').findOne({ _id: params.dispensingId, ...own });
  return only(await dispensingsShown(view, [shown<DispensingRow>(row)]));
});

export const pickUpCode = answer('pickUpCode', dispensingQueries.pickUpCode, async ({ params, own, view }) => {
  const row = await view<DispensingRow>('dispensings').findOne({ _id: params.dispensingId, ...own });
  const { dispensingId, status, pickUpCode } = shown<DispensingRow>(row);
  return { dispensingId, pickUpCode: status === 'ready' ? pickUpCode : null };
});
