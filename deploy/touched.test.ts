import { expect, test } from '@jest/globals';
import { touched } from './touched.ts';

const ofCancel = [
  ...['prescription.cancelled', 'dispensing.cancelled', 'prescription-not-cancellable', 'handed-out'],
  'dispensing-cancelled',
];

test('a new command stands in at most 29 files, a new capability in at most 45', () => {
  const [command, capability] = [touched('prescription/cancel', ofCancel), touched('complaint')];
  // Both are found at all.
  for (const file of ['decide.ts', 'decide.test.ts']) {
    expect(command).toContain(`write-side/prescription/${file}`);
    expect(capability).toContain(`write-side/complaint/${file}`);
  }
  expect(command.length).toBeLessThanOrEqual(29);
  expect(capability.length).toBeLessThanOrEqual(45);
});
