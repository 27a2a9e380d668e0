import { createHash } from 'node:crypto';
import { type Consent, consents, consentText, currentConsent } from '@yunzhen/contracts/patient/consent';

/** What an acceptance must name to let a booking go on. */
export const currentVersion = currentConsent.version;

const hashOf = (consent: Consent): string => createHash('sha256').update(consentText(consent)).digest('hex');
const hashes: ReadonlyMap<string, string> = new Map(consents.map(consent => [consent.version, hashOf(consent)]));

/** P6.1: SHA-256 (hex) of the text a version shows, so that an acceptance proves its words; undefined when there is no such version. */
export const consentHash = (version: string): string | undefined => hashes.get(version);
