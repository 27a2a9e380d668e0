/** One person's API client in this process: fetch, and a session that lives as long as the client. */

import type { Session } from '@yunzhen/contracts/api/auth';
import { type ApiClient, apiClient } from '@yunzhen/contracts/api/client';
import type { Transport } from '@yunzhen/contracts/api/transport';
import { v7 } from 'uuid';

export const client = (transport: Transport): ApiClient => {
  let kept: Session | null = null;
  const session = {
    read: () => kept,
    write: (fresh: Session | null) => {
      kept = fresh;
    },
  };
  return apiClient({ transport, session, newId: v7 });
};
