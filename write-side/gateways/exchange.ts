/** What was asked of an outside system and what came back: told by whatever client a gateway uses, once for each of its requests. */
import { GatewayRefused, GatewayUnknown } from './gateway.ts';

export interface Exchange {
  readonly system: string;
  /** The call it belongs to, and its key. */
  readonly call: string;
  readonly key: string;
  /** About whom; null: about nobody in particular. */
  readonly patientId: string | null;
  /** The client's function and its texts: `hand registrations <number>`. */
  readonly request: string;
  readonly asked: unknown;
  readonly answered: unknown;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly took: number;
  readonly outcome: 'answered' | 'refused' | 'unknown';
  readonly code: string | null;
}
export type RecordExchange = (exchange: Exchange) => Promise<void>;
type Told = Pick<Exchange, 'system' | 'call' | 'key' | 'patientId'>;

const codeOf = (error: unknown): string => {
  if (error instanceof GatewayRefused) return error.code;
  return error instanceof Error ? error.name : typeof error;
};
const isText = (value: unknown): value is string => typeof value === 'string';
/** Bodies are plain objects and arrays; what says how an answer is read is not sent. */
const isBody = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/**
 * A client whose every function tells what it did, before it answers: the row is there before anything follows from it.
 * @param now epoch milliseconds
 */
export const recording = <C extends object>(client: C, told: Told, record: RecordExchange, now: () => number): C =>
  Object.fromEntries(
    Object.entries(client).map(([name, request]: [string, (...given: unknown[]) => Promise<unknown>]) => [
      name,
      async (...given: unknown[]): Promise<unknown> => {
        const at = now();
        const tell = (outcome: Exchange['outcome'], answered: unknown, code: string | null) =>
          record({
            ...told,
            request: [name, ...given.filter(isText)].join(' '),
            asked: given.find(isBody) ?? null,
            answered,
            at,
            took: now() - at,
            outcome,
            code,
          });
        try {
          const answered = await request(...given);
          await tell('answered', answered, null);
          return answered;
        } catch (error) {
          await tell(error instanceof GatewayUnknown ? 'unknown' : 'refused', null, codeOf(error));
          throw error;
        }
      },
    ]),
  ) as C;
