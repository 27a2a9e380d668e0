/** The shapes of this build: every reader of events, of a real store or of one in memory, gets them upcast to these. */
import { capabilities } from '@yunzhen/contracts/index';
import { versions } from '@yunzhen/contracts/versions';

export const current = versions(capabilities);
