/** What Append and BatchAppend share: the events a client proposes, checked as the real server checks them. */
import type shared from '@eventstore/db-client/generated/shared_pb.js';
import type { NewEvent } from './record.ts';

interface Proposed {
  getId(): shared.UUID | undefined;
  getMetadataMap(): { get(key: string): string | undefined };
  getCustomMetadata_asU8(): Uint8Array;
  getData_asU8(): Uint8Array;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Canonical text of an id in either form; throws for one that is no UUID. */
const uuidText = (uuid: shared.UUID | undefined): string => {
  const structured = uuid?.getStructured();
  const text = structured
    ? [structured.getMostSignificantBits(), structured.getLeastSignificantBits()]
        .map(half => BigInt.asUintN(64, BigInt(half)).toString(16).padStart(16, '0'))
        .join('')
        .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
    : (uuid?.getString() ?? '').toLowerCase();
  if (!UUID.test(text)) throw new Error('An id must be a UUID.');
  return text;
};

/** Throws when the event could not be stored. */
export const toNewEvent = (message: Proposed): NewEvent => {
  const type = message.getMetadataMap().get('type');
  if (!type) throw new Error('An event must have a type.');
  const isJson = message.getMetadataMap().get('content-type') === 'application/json';
  return {
    id: uuidText(message.getId()),
    type,
    contentType: isJson ? 'application/json' : 'application/octet-stream',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
};

/** Bytes that count towards the limit. */
export const sizeOf = (event: NewEvent): number =>
  Buffer.byteLength(event.type) + event.data.length + event.metadata.length;
