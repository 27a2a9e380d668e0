/** A diagnosis that comes into the catalogue. */
import { diagnosis, diagnosisIds } from '@yunzhen/contracts/catalogue/diagnosis';
import { catalogueQueries } from '@yunzhen/contracts/catalogue/queries';
import { v5 } from 'uuid';
import { answers } from '../../api/query-client.ts';
import { CommandDialog } from '../../parts/command-dialog.tsx';
import { useNotListed } from '../../parts/use-not-listed.ts';

const before = { system: 'icd10' };
const names = ['system', 'code', 'name'];
const listed = async (code: string) =>
  (await answers.ask(catalogueQueries.diagnoses, { q: code, limit: 5 })).some(row => row.code === code);

export const DiagnosisDialog = ({ onClose }: { onClose: () => void }) => (
  <CommandDialog
    title="新增诊断"
    of={diagnosis}
    command="list"
    names={names}
    before={before}
    special={useNotListed(listed)}
    idOf={filled => v5(diagnosisIds.nameOf(filled), diagnosisIds.namespace)}
    done="已加入诊断目录"
    onClose={onClose}
  />
);
