/** Commands about the connection and the server itself. */
import type { Command } from './context.ts';
import { refuse } from './errors.ts';

/** Version 7.0's wire protocol: the newest without client-level bulkWrite. */
const version = '7.0.0';
const maxWireVersion = 21;

/** A standalone server without topologyVersion: the driver polls, keeps retryable writes to itself and sends no transaction. */
export const hello: Command = {
  fields: [
    'client',
    'compression',
    'helloOk',
    'loadBalanced',
    'saslSupportedMechs',
    'speculativeAuthenticate',
    'hostInfo',
    'topologyVersion',
    'maxAwaitTimeMS',
    'backpressure',
  ],
  run: (_, command) => ({
    helloOk: true,
    [command.hello === undefined ? 'ismaster' : 'isWritablePrimary']: true,
    maxBsonObjectSize: 16 * 1024 * 1024,
    maxMessageSizeBytes: 48_000_000,
    maxWriteBatchSize: 100_000,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    connectionId: 1,
    minWireVersion: 0,
    maxWireVersion,
    readOnly: false,
    ok: 1,
  }),
};

export const ping: Command = { fields: [], run: () => ({ ok: 1 }) };
export const endSessions: Command = { fields: [], run: () => ({ ok: 1 }) };

export const buildInfo: Command = {
  fields: [],
  run: () => ({
    version,
    versionArray: version.split('.').map(Number).concat(0),
    gitVersion: 'yunzhen stand-in',
    bits: 64,
    maxBsonObjectSize: 16 * 1024 * 1024,
    ok: 1,
  }),
};

export const configureFailPoint: Command = {
  fields: ['mode', 'data'],
  run: ({ faults }, command) => faults.configure(command),
};

/** Only how often expired documents are looked for, the one parameter that tests need. */
export const setParameter: Command = {
  fields: ['ttlMonitorSleepSecs'],
  run: (context, command) => {
    const seconds = Number(command.ttlMonitorSleepSecs);
    if (!(seconds > 0)) return refuse('InvalidOptions', 'only ttlMonitorSleepSecs can be set');
    const was = context.sweepMilliseconds / 1000;
    context.sweepMilliseconds = seconds * 1000;
    return { was, ok: 1 };
  },
};
