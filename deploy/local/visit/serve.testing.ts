/** A small hospital as a process of its own, in the folder it is given: says where it is, and ends with who started it. */
import { ownHospital } from './own-hospital.ts';

const dataDir = process.argv[2];
if (!dataDir) throw new Error('a folder is needed');
const { origin, his, close } = await ownHospital({ dataDir });
process.send?.({ origin, his });
const end = () => void close().finally(() => process.exit(0));
process.once('SIGTERM', end).once('disconnect', end);
