/** Which requests leave a trace, and which: decided from what was asked and how it was answered, the same for all of them. */
import type { AuditKind } from '@yunzhen/contracts/audit/row';
import type { Role } from '@yunzhen/contracts/roles';
import { LRUCache } from 'lru-cache';
import type { Asked } from './asked.ts';

/** An entry before it is sealed and chained. */
export interface Trace {
  readonly at: string;
  readonly kind: AuditKind;
  readonly what: string;
  readonly who: string | null;
  readonly role: Role | null;
  readonly session: string | null;
  readonly whose: readonly string[];
  readonly about: string | null;
  readonly why: string | null;
  readonly address: string;
  readonly outcome: string;
}
export interface Answered {
  readonly status: number;
  /** Of the problem that was answered. */
  readonly code: string | null;
  readonly address: string;
}

/** Milliseconds in which the same sign-in that sees the same person by the same question looks once: a live list is asked all the time. */
export const oneLookMs = 10 * 60_000;
const remembered = 100_000;

/** Their commands administer the house; those of patients and of who treats are told by events alone. */
const administers = (role: string): boolean => !['patient', 'doctor', 'pharmacist', 'system'].includes(role);
/** An access token lives for minutes: that one is over says nothing. */
const ordinary = ['token-expired', 'invalid-input'];

export const traces = ({ now }: { readonly now: () => number }) => {
  const seen = new LRUCache<string, true>({ max: remembered, ttl: oneLookMs, ttlResolution: 0, perf: { now } });
  const isNew = (key: string): boolean => {
    if (seen.has(key)) return false;
    seen.set(key, true);
    return true;
  };

  /** Those who were not looked at a moment ago by the same person in the same way; null where there is nothing to tell. */
  const looked = ({ what, by, whose, about }: Asked): readonly string[] | null => {
    if (!by) return null;
    const others = [...whose].filter(one => one !== by.id);
    if (others.length === 0 && whose.size > 0) return null;
    const look = `${by.session ?? by.id} ${what}`;
    if (others.length === 0) return isNew(`${look} ${about}`) ? [] : null;
    const fresh = others.filter(one => isNew(`${look} ${one}`));
    return fresh.length > 0 ? fresh : null;
  };

  const toldOf = (asked: Asked, refused: boolean): readonly string[] | null => {
    const { kind, by, whose, traced } = asked;
    if (refused || kind === 'export') return [...whose];
    if (!traced || (kind === 'change' && !(by && administers(by.role)))) return null;
    return kind === 'look' ? looked(asked) : [...whose];
  };

  /** Refused is what somebody may not do. Anything else that goes wrong shows nothing to anybody. */
  const refusedFor = ({ kind, by }: Asked, { status, code }: Answered): boolean => {
    if (status < 400 || status >= 500 || (code !== null && ordinary.includes(code))) return false;
    if (status === 401 || status === 403 || kind === 'sign-in') return true;
    if (status === 404) return kind !== 'change' && by !== null;
    return kind === 'change' && by !== null && administers(by.role);
  };

  return (asked: Asked, answered: Answered): Trace | null => {
    const { what, kind, by, about, why } = asked;
    const refused = refusedFor(asked, answered);
    if (answered.status >= 400 && !refused) return null;
    const whose = toldOf(asked, refused);
    if (whose === null) return null;
    return {
      at: new Date(now()).toISOString(),
      kind,
      what,
      who: by?.id ?? null,
      role: by && by.role !== 'system' ? by.role : null,
      session: by?.session ?? null,
      whose,
      about,
      why,
      address: answered.address,
      outcome: refused ? (answered.code ?? String(answered.status)) : 'done',
    };
  };
};
