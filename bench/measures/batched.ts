/** What it gains to apply events in pages: the views from nothing, against the same events one by one. */
import { compared, type House, inTurn, type Measured } from '../measure.ts';
import { part } from '../part.ts';
import type { prepare as viewing } from '../parts/viewing.ts';

const most = 2_000;

export const batched = async ({ hospital, rounds, progress }: House): Promise<Measured> => {
  const { env, events: stored } = hospital.told;
  const events = Math.min(most, stored);
  const view = await part<typeof viewing>('viewing', { env });
  const rate = async (pages: { readonly pageSize?: number }) => {
    const { ms } = await view.run({ database: `${env.MONGODB_DATABASE}_pages`, events, ...pages });
    progress(`${events} events in ${(ms / 1_000).toFixed(2)} s, ${pages.pageSize ?? 'as many as come'} in a page`);
    return (events * 1_000) / ms;
  };
  await rate({});
  const { ours, raw } = await inTurn(
    Math.ceil(rounds / 2),
    () => rate({}),
    () => rate({ pageSize: 1 }),
  );
  await view.close();
  return { unit: 'events/s', ...compared(ours, raw) };
};
