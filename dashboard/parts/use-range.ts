/** Days and department that a page is about, in its address. */
import { z } from 'zod';
import { useAddress } from './use-address.ts';

const address = { from: z.iso.date().optional(), to: z.iso.date().optional(), department: z.uuid().optional() };

/** `params` as queries take them; without days a query has its own (the last 14 until today). */
export const useRange = () => {
  const [{ from, to, department: departmentId }, set] = useAddress(address);
  const params = { ...(from && { from }), ...(to && { to }), ...(departmentId && { departmentId }) };
  return { params, from, to, departmentId, set };
};
