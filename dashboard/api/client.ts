/** The one API client of the dashboard. */
import { apiClient } from '@yunzhen/contracts/api/client';
import { v7 } from 'uuid';
import { z } from 'zod';
import { fetchTransport } from './fetch-transport.ts';
import { sessionStore } from './session-store.ts';

// Nothing may be evaluated here: the page's security policy forbids it.
z.config({ jitless: true });

export const api = apiClient({ transport: fetchTransport, session: sessionStore, newId: v7 });
