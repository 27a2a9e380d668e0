/** The stand-in as a process of its own, for tests that stop, kill and restart it: arguments are directory and port. */
import { start } from '../server.ts';

const [dir = '', port = '0'] = process.argv.slice(2);
const standin = await start({ dir, port: Number(port), controlPort: 0 }).catch((error: unknown) => {
  process.stdout.write(`${JSON.stringify({ error: String(error) })}\n`);
  process.exit(1);
});
process.stdout.write(`${JSON.stringify({ url: standin.url, controlUrl: standin.controlUrl })}\n`);
process.once('SIGTERM', () => void standin.close().then(() => process.exit(0)));
