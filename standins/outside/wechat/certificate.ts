/** A self-signed X.509 certificate, which Node can read but not make: the platform certificate a merchant is given. */
import { createPublicKey, type KeyObject, sign } from 'node:crypto';

const der = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  if (body.length < 128) return Buffer.concat([Buffer.from([tag, body.length]), body]);
  const hex = body.length.toString(16);
  const length = Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex');
  return Buffer.concat([Buffer.from([tag, 0x80 | length.length]), length, body]);
};

const tags = {
  integer: 0x02,
  bits: 0x03,
  nothing: 0x05,
  oid: 0x06,
  utf8: 0x0c,
  time: 0x18,
  sequence: 0x30,
  set: 0x31,
  version: 0xa0,
};
const sequence = (...parts: readonly Buffer[]) => der(tags.sequence, ...parts);
const oid = (hex: string) => der(tags.oid, Buffer.from(hex, 'hex'));
const sha256WithRsa = sequence(oid('2a864886f70d01010b'), der(tags.nothing));
const commonName = (name: string) =>
  sequence(der(tags.set, sequence(oid('550403'), der(tags.utf8, Buffer.from(name)))));
const time = (at: Date) => der(tags.time, Buffer.from(`${at.toISOString().replace(/[-:T]|\.\d+Z/g, '')}Z`));
const bits = (bytes: Buffer) => der(tags.bits, Buffer.from([0]), bytes);

/** PEM of a certificate for this key; `serial` is 40 hexadecimal digits that do not begin with 8 to F. */
export const selfSigned = (key: KeyObject, serial: string, name: string, from: Date, to: Date): string => {
  const content = sequence(
    der(tags.version, der(tags.integer, Buffer.from([2]))),
    der(tags.integer, Buffer.from(serial, 'hex')),
    sha256WithRsa,
    commonName(name),
    sequence(time(from), time(to)),
    commonName(name),
    createPublicKey(key).export({ type: 'spki', format: 'der' }),
  );
  const certificate = sequence(content, sha256WithRsa, bits(sign('sha256', content, key)));
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
};
