/** When treating begins and ends: what a doctor may look up about a person, beyond the visits and documents of their own. */
import { chinaDay, chinaDayOf } from '../china-day.ts';
import { reach } from '../reach.ts';

/** Days from the start of a visit within which it is still being treated. */
export const treatingDays = 30;
const dayMs = 86_400_000;

/** Of a consultation. One that was rejected or withdrawn was no visit. */
export const treating = reach({
  name: 'treating',
  summary: `own, while they treat: from the day of the visit, or its acceptance, until ${treatingDays} days after its start`,
  filter: ({ id, now }) => ({
    $and: [
      { doctorId: id },
      { startsAt: { $gt: new Date(Date.parse(now) - treatingDays * dayMs).toISOString() } },
      {
        $or: [
          { status: 'in-progress' },
          {
            $and: [
              { status: { $in: ['waiting', 'completed', 'cancelled', 'terminated'] } },
              { startsAt: { $lt: chinaDay(chinaDayOf(new Date(now))).end } },
            ],
          },
        ],
      },
    ],
  }),
});
