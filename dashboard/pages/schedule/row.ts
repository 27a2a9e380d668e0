/** A row of the schedule, as list and drawer show it. */
import type { scheduleQueries } from '@yunzhen/contracts/schedule/queries';
import type { z } from 'zod';

export type Session = z.output<typeof scheduleQueries.clinicSession.result>;
