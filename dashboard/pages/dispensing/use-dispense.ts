import { dispensing } from '@yunzhen/contracts/dispensing/dispensing';
import { useCommand } from '../../api/use-command.ts';

/** Checks the code and hands out, once. */
export const useDispense = () => useCommand(dispensing, 'dispense');
