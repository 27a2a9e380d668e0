/** Who is signed in, and the port that keeps it between visits. */
import { z } from 'zod';
import { roles } from '../roles.ts';

export const session = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  holder: z.object({ id: z.uuid(), role: z.enum(roles) }),
});
export type Session = z.infer<typeof session>;

/** What signing in answers. */
export const signedIn = session.extend({
  /** Seconds that the access token is good for. */
  expiresIn: z.int(),
  /** Of an account opened by this sign-in: what `after` of a query waits for before views know it. */
  position: z.string().optional(),
});
export type SignedIn = z.infer<typeof signedIn>;

export interface SessionPort {
  readonly read: () => Session | null;
  /** Null when nobody is signed in any more. */
  readonly write: (session: Session | null) => void;
  /**
   * Runs the work while nobody else who shares this session does: a refresh token is good once, and a second use ends the session.
   * Absent where one client alone has it.
   */
  readonly alone?: <T>(work: () => Promise<T>) => Promise<T>;
}

export type Credentials =
  | { readonly code: string; readonly as?: 'patient' | 'staff'; readonly secondFactor?: string }
  | { readonly login: string; readonly password: string; readonly secondFactor?: string }
  | Invitation;
/** The first password, set with the codes of the two who invited. */
export interface Invitation {
  readonly login: string;
  readonly code: string;
  readonly confirmation: string;
  readonly password: string;
}
