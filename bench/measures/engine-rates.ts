/** The event store itself, whichever it is, against what was recorded of EventStoreDB 24.6.0 on two cores with events of 420 bytes. */
import type { House, Lines } from '../measure.ts';
import { part } from '../part.ts';
import type { prepare as appends } from '../parts/appends.ts';
import type { prepare as reading } from '../parts/reading.ts';
import { median } from '../statistics.ts';

const recorded = { appends: 4_530, reads: 43_500 };
const event = { data: { text: 'x'.repeat(360) }, metadata: {} };

export const engineRates = async ({ hospital, rounds }: House): Promise<Lines> => {
  const url = `${hospital.told.env.EVENT_STORE_URL}`;
  const append = await part<typeof appends>('appends', { url, event });
  const read = await part<typeof reading>('reading', { url });
  const rates: { appends: number[]; reads: number[] } = { appends: [], reads: [] };
  hospital.freeze();
  for (let round = -1; round < rounds; round++) {
    const { rate } = await append.run({ ms: 1_500, inFlight: 64 });
    const { events, ms } = await read.run(null);
    if (round < 0) continue;
    rates.appends.push(rate);
    rates.reads.push((events * 1_000) / ms);
  }
  hospital.thaw();
  await hospital.run('head');
  await Promise.all([append.close(), read.close()]);
  const line = (of: keyof typeof rates) => {
    const ours = median(rates[of]);
    return { unit: `${of}/s`, ours, raw: recorded[of], ratio: ours / recorded[of] };
  };
  return { appends: line('appends'), reads: line('reads') };
};
