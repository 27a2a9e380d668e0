/** Whether a failure says that a server behind us cannot be reached or cannot do its work now, whatever its client throws. */
import { MongoBulkWriteError, MongoError, MongoServerError } from 'mongodb';

const unreachable = new Set<unknown>([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** What MongoDB's driver throws when there is no connection to use. */
const disconnected = new Set([
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoServerSelectionError',
  'MongoTopologyClosedError',
  'MongoNotConnectedError',
  'MongoClientClosedError',
  'MongoPoolClosedError',
  'MongoPoolClearedError',
  'MongoWaitQueueTimeoutError',
  'MongoOperationTimeoutError',
]);
/** What MongoDB itself answers while it is about to stop, elects, or has nobody behind it, by its numbers. */
const notNow = new Set<unknown>([
  6, // HostUnreachable
  7, // HostNotFound
  64, // WriteConcernFailed
  89, // NetworkTimeout
  91, // ShutdownInProgress
  133, // FailedToSatisfyReadPreference
  189, // PrimarySteppedDown
  262, // ExceededTimeLimit
  9001, // SocketException
  10107, // NotWritablePrimary
  11600, // InterruptedAtShutdown
  11602, // InterruptedDueToReplStateChange
  13435, // NotPrimaryNoSecondaryOk
  13436, // NotPrimaryOrSecondary
]);
/** A gateway in front of another database has one number for all that it cannot do. */
const gateway = (error: MongoServerError): boolean =>
  error.code === 1 && /connect|unavailable|shutting down|terminat/i.test(error.message);

/** Answers of a Redis that cannot do its work now. */
const redisNotNow =
  /^(OOM|NOREPLICAS|READONLY|LOADING|MASTERDOWN|CLUSTERDOWN|MISCONF|BUSY|TRYAGAIN|MOVED|NOAUTH|WRONGPASS|EXECABORT)/;
const redisGone = /^(Command timed out|Connection is closed\.|Stream isn't writeable)/;

/** What an S3 server answers while it cannot, and what its client throws when it hears nothing. */
const s3Away = (error: Error): boolean => {
  const { httpStatusCode: status = 0 } = (error as { $metadata?: { httpStatusCode?: number } }).$metadata ?? {};
  return status >= 500 || status === 429 || ('$metadata' in error && error.name === 'TimeoutError');
};

export const isAway = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  if (s3Away(error)) return true;
  if (unreachable.has((error as NodeJS.ErrnoException).code)) return true;
  // Several writes at once carry what became of the connection.
  if (error instanceof MongoBulkWriteError && isAway(error.errorResponse)) return true;
  if (error instanceof MongoServerError) return notNow.has(error.code) || gateway(error);
  if (error instanceof MongoError) return disconnected.has(error.name);
  if (error.name === 'MaxRetriesPerRequestError') return true;
  return error.name === 'ReplyError' ? redisNotNow.test(error.message) : redisGone.test(error.message);
};
