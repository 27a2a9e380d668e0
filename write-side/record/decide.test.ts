import { test } from '@jest/globals';
import type { RecordEvent } from '@yunzhen/contracts/record/record';
import { contentHash } from '../canonical.ts';
import { spec } from '../spec.ts';
import { idOf, now } from '../testing/harness.ts';
import { type Command, decider } from './decide.ts';

const { given } = spec(decider);
const [id, patientId, visitPersonId, doctorId, departmentId] = [1, 2, 3, 4, 5].map(idOf) as [
  string,
  string,
  string,
  string,
  string,
];
const belongs = { patientId, visitPersonId, doctorId, departmentId };
const asked = { id, now, by: { id: doctorId, role: 'doctor' } } as const;
const content = {
  diagnoses: [{ code: 'E11.900', name: '2型糖尿病', system: 'icd10' as const }],
  chiefComplaint: '复诊开药',
  presentIllness: '血糖控制平稳',
  pastHistory: '2型糖尿病五年',
  advice: '控制饮食',
};

type Written = Extract<RecordEvent, { type: 'record.written' }>;
const written = (advice = content.advice): Written => ({
  type: 'record.written',
  data: { recordId: id, ...belongs, ...content, advice },
});
const published = (of: Written): RecordEvent => ({
  type: 'record.published',
  data: { recordId: id, ...belongs, contentHash: contentHash(of.data) },
});
const write: Command = { type: 'write', ...asked, belongs, ...content };
const publish: Command = { type: 'publish', ...asked };

test('[D3.8] a record is written, and written again while it is unpublished', () => {
  given().when(write).then(written());
  given(written('复查')).when(write).then(written());
});
test('[D3.9] it is published as it was written last, with the hash of all of it', () =>
  given(written('复查'), written()).when(publish).then(published(written())));
test('[D3.9] it is published once, and never changes after that', () => {
  given(written(), published(written())).when(publish).thenNothing();
  given(written(), published(written())).when(write).thenRefused('record-published');
});
test('[D3.9] what was not written is not published', () => given().when(publish).thenRefused('unknown-record'));
