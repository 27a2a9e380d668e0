import { type Status, states } from '../states.ts';
import type { RecordEvent } from './record.ts';

/** D3.8: written as often as the doctor wants until it is published. */
export const recordStates = states<RecordEvent>()('record', {
  written: { from: ['none', 'written'], to: 'written' },
  published: { from: ['written'], to: 'published' },
});
export type RecordStatus = Status<typeof recordStates>;
