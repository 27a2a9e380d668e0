/** `npm run verify -- --audit`: walks the audit trail of a hospital and names every link that is not as it was written. */
import { auditYears } from '@yunzhen/contracts/audit/row';
import { readAnchors } from '@yunzhen/platform/audit/anchors';
import { auditCollection } from '@yunzhen/platform/audit/chain';
import { type AuditFault, verifyAudit } from '@yunzhen/platform/audit/verify';
import { parsed, runCommand, UsageError } from '@yunzhen/platform/command-line';
import { eventStore } from '@yunzhen/platform/eventstore';
import { mongo } from '@yunzhen/platform/mongo';
import { running } from './running.ts';

const says: Readonly<Record<AuditFault, string>> = {
  changed: 'is not what was written',
  unlinked: 'does not follow from the entry before it',
  missing: 'is missing',
  'anchored-otherwise': 'is another one than the event store knows',
  unanchored: 'and what follows was never anchored in the event store',
};

const run = async (): Promise<void> => {
  const options = { audit: { type: 'boolean' }, data: { type: 'string', default: '.data' } } as const;
  const values = parsed(process.argv.slice(2), options, '(known: --audit, --data DIR)');
  if (!values.audit) throw new UsageError('what is to be verified? npm run verify -- --audit');
  const { MONGODB_URL, MONGODB_DATABASE = 'yunzhen', EVENT_STORE_URL } = running(values.data);
  if (!MONGODB_URL || !EVENT_STORE_URL)
    throw new UsageError('no hospital is running here; npm start first, or set MONGODB_URL and EVENT_STORE_URL');
  const server = mongo(MONGODB_URL, MONGODB_DATABASE, 'verify');
  const store = eventStore(EVENT_STORE_URL, {
    warn: message => void process.stderr.write(`${message}\n`),
  });
  try {
    const trail = auditCollection(server.db);
    const now = Date.now();
    const from = new Date(now);
    from.setUTCFullYear(from.getUTCFullYear() - auditYears);
    const anchors = await readAnchors(store, from.getTime(), now);
    const writers = await trail.distinct('writer');
    const { broken, entries, ...of } = await verifyAudit(
      writers,
      writer => trail.find({ writer }).sort({ number: 1 }),
      anchors,
      now,
    );
    for (const { fault, writer, number, at } of broken)
      process.stdout.write(`entry ${number} of ${writer}${at ? ` (${at})` : ''} ${says[fault]}\n`);
    process.stdout.write(
      `${entries} entries in ${of.writers} chains, ${of.anchors} anchors: ${broken.length === 0 ? 'whole' : `${broken.length} broken`}\n`,
    );
    if (broken.length > 0) process.exitCode = 1;
  } finally {
    await Promise.all([server.close(), store.close()]);
  }
};

await runCommand(run);
