/** A small hospital as a process of its own, in the folder it is given: says where it is, kills a part of it when told to, and ends with who started it. */
import { ownHospital } from './own-hospital.ts';

const [dataDir, how] = process.argv.slice(2);
if (!dataDir) throw new Error('a folder is needed');
const { origin, his, parts, close } = await ownHospital({ dataDir, apart: how === 'apart' });
process.on('message', async ({ kill: name }: { kill: string }) => {
  await parts.kill(name);
  process.send?.({ killed: name });
  await parts.up(name);
  process.send?.({ up: name });
});
process.send?.({ origin, his });
const end = () => void close().finally(() => process.exit(0));
process.once('SIGTERM', end).once('disconnect', end);
