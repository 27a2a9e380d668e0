/** What is the case, for people who look at their screens and for the checks: every stream folded by its unchanged decider. */
import type { Sealed } from '@yunzhen/contracts/sealed';
import type { RecordedEvent } from '@yunzhen/platform/eventstore';
import type { Consultation } from '@yunzhen/write-side/consultation/decide';
import type { Conversation } from '@yunzhen/write-side/conversation/decide';
import type { Dispensing } from '@yunzhen/write-side/dispensing/decide';
import { features } from '@yunzhen/write-side/features';
import type { Patient } from '@yunzhen/write-side/patient/decide';
import type { Payment } from '@yunzhen/write-side/payment/state';
import type { Prescription } from '@yunzhen/write-side/prescription/decide';
import type { Rating } from '@yunzhen/write-side/rating/decide';
import type { MedicalRecord } from '@yunzhen/write-side/record/decide';
import type { Registration } from '@yunzhen/write-side/registration/decide';
import type { Session } from '@yunzhen/write-side/schedule/decide';

export interface States {
  readonly patient: Patient;
  readonly 'clinic-session': Session;
  readonly registration: Registration;
  readonly payment: Payment;
  readonly consultation: Consultation;
  readonly conversation: Conversation;
  readonly record: MedicalRecord;
  readonly prescription: Prescription;
  readonly dispensing: Dispensing;
  readonly rating: Rating;
}
export type Truth = { readonly [C in keyof States]: ReadonlyMap<string, States[C]> } & {
  /** Pick-up codes, as their patients have them. */
  readonly codes: ReadonlyMap<string, string>;
  readonly take: (event: RecordedEvent) => void;
};

const deciders = new Map(features.map(({ contract, decider }) => [contract.name, decider]));

/** @param open what is sealed; null for what does not open to whoever asks */
export const truth = (open: (sealed: Sealed<string>) => string | null = () => null): Truth => {
  const states = Object.fromEntries([...deciders.keys()].map(name => [name, new Map<string, unknown>()]));
  const codes = new Map<string, string>();
  const take = ({ type, stream, data }: RecordedEvent): void => {
    const [name, id] = [stream.slice(0, -37), stream.slice(-36)];
    const decider = deciders.get(name);
    const evolve = decider?.evolve[type] as ((state: unknown, data: object) => unknown) | undefined;
    const known = states[name];
    if (type === 'dispensing.readied') codes.set(id, open((data as { pickUpCode: Sealed<string> }).pickUpCode) ?? '');
    if (decider && evolve && known) known.set(id, evolve(known.get(id) ?? decider.initial, data));
  };
  return { ...states, codes, take } as unknown as Truth;
};
