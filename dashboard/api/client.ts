/** The one API client of the dashboard. */
import { apiClient } from '@yunzhen/contracts/api/client';
import { v7 } from 'uuid';
import { sessionStore } from './auth-store.ts';
import { fetchTransport } from './fetch-transport.ts';

export const api = apiClient({ transport: fetchTransport, session: sessionStore, newId: v7 });
