import type { Text } from '../words.ts';
import type { audit } from './audit.ts';

export const auditText = {
  name: '审计记录',
  states: {},
  refusals: {},
  choices: {},
  fields: {},
} as const satisfies Text<typeof audit>;
