/** The shapes on the wire between the hospital information system and whoever talks to it; README.md says when which is sent. */
import { z } from 'zod';

const fen = z.int().nonnegative();
const instant = z.iso.datetime({ offset: true });
/** The sender's own number of a thing; sending it again means the same thing. */
export const number = z.string().regex(/^[\w-]{1,64}$/);
const name = z.string().min(1).max(100);

/** PUT /registrations/{number} */
export const registration = z.strictObject({
  department: name,
  doctor: name,
  startsAt: instant,
  /** Place in the queue of that doctor and start. */
  queueNumber: z.int().positive(),
  amount: fen,
  patient: z.strictObject({ name, idNumber: z.string().max(30).optional(), phone: z.string().max(20).optional() }),
});

/** What a line costs, in fen. */
const lineAmount = (line: { unitPrice: number; quantity: number }) =>
  Math.floor((line.unitPrice * line.quantity + 50) / 100);

/** PUT /prescriptions/{number}: its lines cost what their prices say, and add up to its amount. */
export const prescription = z
  .strictObject({
    department: name,
    doctor: name,
    patient: registration.shape.patient,
    diagnoses: z.array(z.strictObject({ code: z.string(), name })).min(1),
    lines: z
      .array(
        z.strictObject({
          code: z.string().min(1).max(40),
          name,
          specification: z.string().max(100),
          quantity: z.int().positive(),
          unit: z.string().max(10),
          /** Of one unit, in ten-thousandths of a yuan. */
          unitPrice: z.int().nonnegative(),
          /** Of the line: rounded to the fen, half a fen up. */
          amount: fen,
          usage: z.string().max(200),
        }),
      )
      .min(1),
    amount: fen,
  })
  .refine(({ lines }) => lines.every(line => line.amount === lineAmount(line)), {
    path: ['lines'],
    error: 'a line differs from its unit price times its quantity',
  })
  .refine(({ lines, amount }) => lines.reduce((sum, line) => sum + line.amount, 0) === amount, {
    path: ['amount'],
    error: 'differs from the sum of the lines',
  });

/** By whom or from which purse: WeChat Pay, personal account, pooled fund, family mutual aid, other. */
const method = z.enum(['wechat', 'personal-account', 'pooled-fund', 'family-aid', 'other', 'cash']);
const shares = z.array(z.strictObject({ method, amount: z.int().positive() })).min(1);

/** PUT /charges/{number}: money that was paid for a registration or a prescription; `shares` sum up to the amount. */
export const charge = z.strictObject({
  business: z.enum(['registration', 'prescription']),
  subject: number,
  /** The sender's number of the whole payment, of which this is a line. */
  payment: number,
  amount: z.int().positive(),
  shares,
  /** The channel's number of the payment. */
  transactionId: z.string().max(64),
  paidAt: instant,
});

/** PUT /refunds/{number}: all or part of a charge. */
export const refund = z.strictObject({
  charge: number,
  method,
  amount: z.int().positive(),
  reason: z.string().max(200),
});

/** POST /registrations/{number}/cancel and /prescriptions/{number}/cancel */
export const cancellation = z.strictObject({ reason: z.string().max(200) });
/** POST /prescriptions/{number}/dispense */
export const dispensing = z.strictObject({ pharmacist: name });

const succeeded = z.object({
  result: z.literal('succeeded'),
  hisNumber: z.string(),
  status: z.enum(['registered', 'received', 'charged', 'refunded', 'dispensed', 'cancelled']),
  amount: fen,
  at: instant,
});
/** Final for that number: what failed fails again. */
const failed = z.object({
  result: z.literal('failed'),
  code: z.enum([
    'slot-taken',
    'out-of-stock',
    'unknown-subject',
    'subject-cancelled',
    'amount-differs',
    'already-charged',
    'unknown-charge',
    'exceeds-charge',
    'not-charged',
    'already-dispensed',
    'refused',
  ]),
  reason: z.string(),
});
/** The answer to every PUT and POST, HTTP 200. */
export const outcome = z.discriminatedUnion('result', [succeeded, failed]);
/** The answer to GET by number, HTTP 200: `not-found` means it never arrived and may be sent again. */
export const known = z.discriminatedUnion('result', [succeeded, failed, z.object({ result: z.literal('not-found') })]);

/** GET /stock?codes=a,b */
export const stock = z.object({ items: z.array(z.object({ code: z.string(), quantity: z.int().nonnegative() })) });

/** GET /exports/charges?day=YYYY-MM-DD, a day of Asia/Shanghai; amounts positive in both kinds. */
export const chargesExport = z.object({
  day: z.iso.date(),
  /** False while the day still runs. */
  final: z.boolean(),
  rows: z.array(
    z.object({
      kind: z.enum(['charge', 'refund']),
      hisNumber: z.string(),
      number: z.string(),
      /** Of a refund, the charge it belongs to; of a charge, what was paid. */
      subject: z.string(),
      business: z.enum(['registration', 'prescription']),
      payment: z.string(),
      shares,
      transactionId: z.string(),
      amount: fen,
      at: instant,
    }),
  ),
  charged: fen,
  refunded: fen,
});

/** Any status but 200. */
export const problem = z.object({ error: z.string(), message: z.string() });

export type Registration = z.infer<typeof registration>;
export type Prescription = z.infer<typeof prescription>;
export type Charge = z.infer<typeof charge>;
export type Refund = z.infer<typeof refund>;
export type Outcome = z.infer<typeof outcome>;
export type Failed = z.infer<typeof failed>;
export type FailureCode = Failed['code'];
export type Status = z.infer<typeof succeeded>['status'];
export type ChargesExport = z.infer<typeof chargesExport>;
