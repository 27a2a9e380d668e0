/** A drug that comes into the dictionary. */
import { drug } from '@yunzhen/contracts/catalogue/drug';
import { catalogueQueries } from '@yunzhen/contracts/catalogue/queries';
import { packed } from '@yunzhen/contracts/numbers';
import { answers } from '../../api/query-client.ts';
import { CommandDialog } from '../../parts/command-dialog.tsx';
import { useNotListed } from '../../parts/use-not-listed.ts';

const before = { kind: 'western', control: 'none' };
const listed = async (code: string) =>
  (await answers.ask(catalogueQueries.drugs, { q: code, limit: 5 })).some(row => row.code === code);

export const DrugDialog = ({ onClose }: { onClose: () => void }) => (
  <CommandDialog
    title="新增药品"
    of={drug}
    command="list"
    before={before}
    special={useNotListed(listed, packed)}
    done="已加入药品字典"
    onClose={onClose}
    pairs
  />
);
