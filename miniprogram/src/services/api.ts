/** The hospital's API under whoever is signed in on this phone. */
import { apiClient } from '@yunzhen/contracts/api/client';
import { session } from './auth';
import { newId } from './ids';
import { transport } from './transport';

export const api = apiClient({ transport, session, newId });
