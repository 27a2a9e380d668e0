import { expect, test } from '@jest/globals';
import type { DispensingEvent } from '@yunzhen/contracts/dispensing/dispensing';
import { features } from '../features.ts';
import { spec } from '../spec.ts';
import { harness, idOf, now, system } from '../testing/harness.ts';
import { type Command, decider } from './decide.ts';

const { given } = spec(decider);
const [id, patientId, pharmacistId, consultationId] = [idOf(1), idOf(2), idOf(3), idOf(4)];
const asked = { id, now, by: system };
const pickUpCode = '0123456789';
const index = (code: string) => `index of ${code}`;
const pickUpCodeIndex = index(pickUpCode);

const readied: DispensingEvent = {
  type: 'dispensing.readied',
  data: { dispensingId: id, patientId, consultationId, pickUpCode, pickUpCodeIndex, hisNumber: 'H1' },
};
const dispensed: DispensingEvent = {
  type: 'dispensing.dispensed',
  data: { dispensingId: id, patientId, pharmacistId },
};
const cancelled: DispensingEvent = {
  type: 'dispensing.cancelled',
  data: { dispensingId: id, patientId, by: 'hospital', reason: '药品召回' },
};
const ready: Command = {
  type: 'ready',
  ...asked,
  patientId,
  consultationId,
  hisNumber: 'H1',
  pickUpCode,
  pickUpCodeIndex,
};
const dispense = (code: string): Command => ({
  type: 'dispense',
  id,
  now,
  by: { id: pharmacistId, role: 'pharmacist' },
  pickUpCode: code,
  pickUpCodeIndex: index(code),
});

test('[P8.2] ready once, with the first code', () => {
  given().when(ready).then(readied);
  given(readied)
    .when({ ...ready, pickUpCode: '9999999999' })
    .thenNothing();
  given(readied, dispensed).when(ready).thenNothing();
});
test('[R3.1] handed out with the right code', () => given(readied).when(dispense(pickUpCode)).then(dispensed));
test('[R3.1] handed out once', () =>
  given(readied, dispensed).when(dispense(pickUpCode)).thenRefused('already-dispensed'));
test('[R3.1] not handed out with another code, before or after', () => {
  given(readied).when(dispense('0123456780')).thenRefused('wrong-code');
  given(readied, dispensed).when(dispense('0123456780')).thenRefused('wrong-code');
});
test('[R3.1] nothing is handed out that is not ready', () =>
  given().when(dispense(pickUpCode)).thenRefused('not-ready'));

test('[O1.3] what is ready is given up once, and then not handed out', () => {
  const cancel: Command = { type: 'cancel', ...asked, side: 'hospital', reason: '药品召回' };
  given().when(cancel).thenRefused('not-ready');
  given(readied).when(cancel).then(cancelled);
  given(readied, cancelled).when(cancel).thenNothing();
  given(readied, dispensed).when(cancel).thenRefused('handed-out');
  given(readied, cancelled).when(dispense(pickUpCode)).thenRefused('dispensing-cancelled');
  given(readied, cancelled).when(ready).thenNothing();
});

test('[D3.6] what is withheld with its visit is never handed out, even if HIS takes it later', () => {
  const withhold: Command = { type: 'withhold', ...asked, patientId, side: 'doctor', reason: '问诊已终止' };
  const withheld: DispensingEvent = {
    type: 'dispensing.cancelled',
    data: { dispensingId: id, patientId, by: 'doctor', reason: '问诊已终止' },
  };
  given().when(withhold).then(withheld);
  given(readied).when(withhold).then(withheld);
  given(withheld).when(withhold).thenNothing();
  given(withheld).when(ready).thenNothing();
  given(withheld).when(dispense(pickUpCode)).thenRefused('wrong-code');
  given(readied, withheld).when(dispense(pickUpCode)).thenRefused('dispensing-cancelled');
  given(readied, dispensed).when(withhold).thenRefused('handed-out');
});

test('[P8.2] a code of ten digits is drawn for each', async () => {
  const { send, events } = harness(features);
  const codes = new Set<unknown>();
  for (let n = 1; n <= 50; n++) {
    await send(`dispensing-${idOf(n)}`, 'ready', { patientId, consultationId, hisNumber: 'H1' });
    codes.add(events(`dispensing-${idOf(n)}`)[0]?.data.pickUpCodeIndex);
  }
  expect(codes.size).toBe(50);
  const [readied] = events(`dispensing-${idOf(1)}`);
  expect(readied?.data.pickUpCode).toMatch(new RegExp(`^<${patientId}|d{10}>$`));
});
