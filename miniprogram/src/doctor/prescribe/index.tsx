/** D3.10, D3.12: writing or revising a prescription; what is typed is kept until it was handed in. */
import { Input, View } from '@tarojs/components';
import { useNow } from '@yunzhen/client/use-now';
import { Problem } from '@yunzhen/contracts/api/problem';
import type { Diagnosed } from '@yunzhen/contracts/catalogue/diagnosis';
import type { DrugRow } from '@yunzhen/contracts/catalogue/row';
import { chinaDayOf } from '@yunzhen/contracts/china-day';
import { consultationQueries } from '@yunzhen/contracts/consultation/queries';
import { ageOn } from '@yunzhen/contracts/patient/id-number';
import { drugFacts } from '@yunzhen/contracts/prescription/line';
import { unitsOf } from '@yunzhen/contracts/prescription/plausible';
import { prescription as contract } from '@yunzhen/contracts/prescription/prescription';
import { prescriptionQueries } from '@yunzhen/contracts/prescription/queries';
import type { Answer } from '@yunzhen/contracts/prescription/rules/findings';
import { recordQueries } from '@yunzhen/contracts/record/queries';
import { useCommand } from '@/hooks/command';
import { useDraft } from '@/hooks/draft';
import { useParams } from '@/hooks/page';
import { useQuery } from '@/hooks/query';
import { back, confirm, replace, stacked, toast } from '@/services/go';
import { newId } from '@/services/ids';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { type AskedFor, Loaded, Wrong } from '@/ui/loaded';
import { Screen } from '@/ui/screen';
import { Tap } from '@/ui/tap';
import { yuan } from '@/words/format';
import { Diagnoses } from '../parts/diagnoses';
import { OverlapInVisit } from '../parts/overlap';
import { PatientBar } from '../parts/patient-bar';
import { Drugs } from './drugs';
import { longSupplyReason } from './fields';
import { Findings, findingWords } from './findings';
import { Line } from './line';
import {
  type DraftLine,
  drafted,
  endsSoon,
  findingsOn,
  given,
  missing,
  needsReason,
  rewritten,
  totalSoFar,
  unsettled,
  usageOf,
} from './rules';
import { PrescriptionTemplates } from './templates';

interface Written {
  readonly diagnoses: readonly Diagnosed[];
  readonly lines: readonly DraftLine[];
  readonly longSupplyReason: string;
  /** Why it goes on where a rule asks for a reason. */
  readonly answers: readonly Answer[];
  readonly validDays: number;
  /** Of the try whose end is not known. */
  readonly prescriptionId: string;
}

const lineOf = ({ drugId, code, name, kind, specification, unit, unitPrice, ...drug }: DrugRow): DraftLine => ({
  drugId,
  code,
  name,
  kind,
  specification,
  unit,
  unitPrice,
  facts: drugFacts(drug),
  dose: { value: '', unit: unitsOf(specification, unit)[0] ?? 'g' },
  // One of the decoctions a day.
  frequency: kind === 'herbal' ? 'qd' : '',
  mostADay: '',
  timing: '',
  route: '1',
  days: 7,
  quantity: 1,
});

definePageConfig({ navigationBarTitleText: '开处方' });

export default function Prescribe() {
  const params = useParams<'consultationId' | 'prescriptionId'>();
  const revised = params.prescriptionId;
  const before = useQuery(
    prescriptionQueries.prescription,
    { prescriptionId: revised ?? '' },
    { when: revised !== undefined },
  );
  const consultationId = params.consultationId ?? before.data?.consultationId ?? '';
  const record = useQuery(recordQueries.record, { recordId: consultationId }, { when: consultationId !== '' });
  const draft = useDraft(
    revised === undefined ? 'prescription.submit' : 'prescription.revise',
    { consultationId, prescriptionId: revised ?? '' },
    {
      diagnoses: before.data?.diagnoses ?? record.data?.diagnoses ?? [],
      lines: before.data?.lines.map(drafted) ?? [],
      longSupplyReason: before.data?.longSupplyReason ?? '',
      answers: [],
      validDays: 1,
      prescriptionId: '',
    } as Written,
  );
  const { diagnoses, lines, longSupplyReason: reason, answers = [], validDays } = draft.value;
  const { change } = draft;
  const patient = useQuery(consultationQueries.consultation, { consultationId }, { when: consultationId !== '' });
  const now = useNow(60_000);
  const submit = useCommand(contract, 'submit');
  const revise = useCommand(contract, 'revise');

  const asked = revised === undefined ? record : before;
  const unrecorded = revised === undefined && record.error instanceof Problem && record.error.status === 404;
  const long = needsReason(lines);
  const born = patient.data?.birthDate;
  const years = born ? ageOn(born, chinaDayOf(new Date(now))) : null;
  const unwritten = missing(diagnoses, lines, reason);
  const findings = lines.length > 0 ? findingsOn({ diagnoses, lines, longSupplyReason: reason }, years) : [];
  const why = unrecorded
    ? '请先在「病历」中保存病历，再开处方'
    : asked.data && patient.data
      ? (unwritten ?? unsettled(findings, answers))
      : '患者和病历还没有读到';

  const hand = async () => {
    const again = findings.filter(({ level }) => level === 'sign-again');
    if (
      again.length > 0 &&
      !(await confirm('超过说明书用量，再次确认？', again.map(findingWords).join('；'), '确认并提交'))
    )
      return;
    const prescriptionId = revised ?? (draft.value.prescriptionId || newId());
    if (!revised) change({ prescriptionId });
    const written = {
      diagnoses: diagnoses.slice(0, 5),
      lines: lines.map(usageOf),
      validDays,
      answers: given(findings, answers),
      ...(long && { longSupplyReason: reason.trim() }),
    };
    const done = revised
      ? await revise.send(prescriptionId, written)
      : await submit.send(prescriptionId, { consultationId, ...written });
    if (!done) return;
    draft.forget();
    toast('已提交审方');
    // A revised one was opened from its own page, which is still there below.
    if (revised && stacked()) back();
    else replace('/doctor/prescription/index', { prescriptionId });
  };

  return (
    <Screen
      footer={
        <View className="stack tight">
          <Wrong problem={submit.problem ?? revise.problem} />
          <Button id="hand-in" busy={submit.busy || revise.busy} why={why} onTap={() => void hand()}>
            提交审方 {yuan(totalSoFar(lines))}
          </Button>
        </View>
      }
    >
      <PatientBar consultationId={consultationId} />
      <View className="body">
        {before.data?.status === 'failed' && (
          <View className="notice danger">药师意见：{before.data.reviews[before.data.reviews.length - 1]?.reason}</View>
        )}
        <Loaded of={(asked.data || unrecorded ? patient : asked) as AskedFor<unknown>} safe="您写的处方还在这部手机上">
          {() => (
            <>
              <View className="card stack">
                <Field label="诊断" choice>
                  <Diagnoses value={diagnoses} most={5} change={now => change({ diagnoses: now })} />
                </Field>
              </View>
              <View className="heading">
                <View className="row" style={{ gap: '8px' }}>
                  <View className="title">Rp.</View>
                  <View className="small muted">{lines.length} 种</View>
                </View>
                <PrescriptionTemplates
                  written={{ diagnoses, lines, longSupplyReason: reason, validDays }}
                  fill={change}
                />
              </View>
              {lines.map(line => (
                <Line
                  key={line.drugId}
                  line={line}
                  change={part =>
                    change({ lines: lines.map(one => (one.drugId === line.drugId ? rewritten(one, part) : one)) })
                  }
                  remove={() => change({ lines: lines.filter(({ drugId }) => drugId !== line.drugId) })}
                />
              ))}
              <Findings
                findings={findings}
                answers={answers}
                answer={(rule, why) =>
                  change({ answers: [...answers.filter(one => one.rule !== rule), { rule, reason: why }] })
                }
              />
              <OverlapInVisit consultationId={consultationId} revised={revised} lines={lines} />
              <Drugs lines={lines} add={drug => change({ lines: [...lines, lineOf(drug)] })} />
              <View className="card stack">
                {long && (
                  <Field label={longSupplyReason.label} error={reason.trim() ? null : '慢性病长期用药等，须写明'}>
                    <Input
                      id="long-reason"
                      className={`field-box ${reason.trim() ? '' : 'wrong'}`}
                      maxlength={longSupplyReason.most ?? 0}
                      value={reason}
                      onInput={e => change({ longSupplyReason: e.detail.value })}
                    />
                  </Field>
                )}
                <Field label="处方有效期" choice error={endsSoon(validDays, now)} hint="一般当日有效，最长三天">
                  <View className="choice">
                    {[1, 2, 3].map(days => (
                      <Tap
                        key={days}
                        role="radio"
                        on={validDays === days}
                        className={`chip ${validDays === days ? 'on' : ''}`}
                        onTap={() => change({ validDays: days })}
                      >
                        {days === 1 ? '当日' : `${days} 天`}
                      </Tap>
                    ))}
                  </View>
                </Field>
                <View className="small faint">边写边保存在这部手机上</View>
              </View>
            </>
          )}
        </Loaded>
      </View>
    </Screen>
  );
}
