/** A small hospital as a process of its own: says where it is, does what it is told to its parts, and ends with who started it. */
import { ownHospital } from './own-hospital.ts';

const [dataDir, how, port] = process.argv.slice(2);
if (!dataDir) throw new Error('a folder is needed');
const apart = how === 'apart';
const { origin, his, rest, parts, close } = await ownHospital({ dataDir, apart, ...(port && { port: Number(port) }) });
const tell = (told: object) => process.connected && process.send?.(told);
process.on('message', async (asked: { kill: string } | 'rest') => {
  if (asked === 'rest') return rest().then(() => tell({ rests: true }));
  await parts.kill(asked.kill);
  tell({ killed: asked.kill });
  await parts.up(asked.kill);
  tell({ up: asked.kill });
});
tell({ origin, his });
const end = () => void close().finally(() => process.exit(0));
process.once('SIGTERM', end).once('disconnect', end);
