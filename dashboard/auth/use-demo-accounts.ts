/** Accounts for trying things out: a hospital on a laptop has some, any other answers 404. */
import { useQuery } from '@tanstack/react-query';
import { roles } from '@yunzhen/contracts/roles';
import { z } from 'zod';
import { fetchTransport } from '../api/fetch-transport.ts';

const demoAccounts = z.array(
  z.object({ role: z.enum(roles), login: z.string(), password: z.string(), note: z.string() }),
);

export const useDemoAccounts = (enabled = true) =>
  useQuery({
    enabled,
    queryKey: ['demo-accounts'],
    queryFn: async () => {
      const { status, body } = await fetchTransport({ method: 'GET', path: '/demo/accounts', headers: {} });
      return status === 200 ? demoAccounts.parse(body) : [];
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
