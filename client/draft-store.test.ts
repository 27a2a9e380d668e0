import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { draftKey } from './draft-keys.ts';
import { type DraftStorage, draftStore } from './draft-store.ts';

/** A browser's storage, which another tab may change. */
const memory = () => {
  const kept = new Map<string, string>();
  let changed: (key: string) => void = () => undefined;
  const storage: DraftStorage = {
    read: key => JSON.parse(kept.get(key) ?? 'null'),
    write: (key, touched) => void kept.set(key, JSON.stringify(touched)),
    remove: key => void kept.delete(key),
    keys: () => [...kept.keys()],
    onChange: call => {
      changed = call;
    },
  };
  return { storage, kept, elsewhere: (key: string) => changed(key) };
};
const shown = (store: ReturnType<typeof draftStore>, key: string) => store.subscribe(key, () => undefined);

test('[P6.8] drafts differ whenever who types, what for, about what or whom differs', () => {
  const id = fc.uuid();
  fc.assert(
    fc.property(fc.tuple(id, id, id), fc.tuple(id, id, id), ([who, session, person], [who2, session2, person2]) => {
      const one = draftKey(who, 'registration.book', { clinicSessionId: session, visitPersonId: person });
      const other = draftKey(who2, 'registration.book', { clinicSessionId: session2, visitPersonId: person2 });
      expect(one === other).toBe(who === who2 && session === session2 && person === person2);
    }),
  );
  expect(draftKey('a', 'form', { command: 'prescription.recall', id: 'p' })).not.toBe(
    draftKey('a', 'form', { command: 'prescription.cancel', id: 'p' }),
  );
});

test('a draft about somebody who is not known yet has no key', () => {
  expect(draftKey('a', 'registration.book', { clinicSessionId: 's', visitPersonId: '' })).toBeNull();
  expect(draftKey('', 'registration.book', { clinicSessionId: 's', visitPersonId: 'p' })).toBeNull();
});

test('a draft needs every part of its subject', () => {
  // @ts-expect-error: for whom the number is booked is missing
  expect(draftKey('a', 'registration.book', { clinicSessionId: 's' })).toBeNull();
});

test('only touched fields are kept: one that was emptied stays empty over a reload', () => {
  const { storage } = memory();
  const store = draftStore(storage);
  store.change('k', { guardianName: 'x' });
  store.change('k', { guardianName: '' });
  expect({ guardianName: '王建国', weight: '3.5', ...draftStore(storage).touched('k') }).toEqual({
    guardianName: '',
    weight: '3.5',
  });
});

test('what was sent is not kept, and stays on the page that goes away', () => {
  const { storage, kept } = memory();
  const store = draftStore(storage);
  const leave = shown(store, 'k');
  store.change('k', { text: 'a' });
  store.forget('k');
  expect(store.touched('k')).toEqual({ text: 'a' });
  expect(kept.size).toBe(0);
  leave();
  expect(store.touched('k')).toEqual({});
});

test('what another tab has sent is not brought back', () => {
  const { storage, kept, elsewhere } = memory();
  const store = draftStore(storage);
  shown(store, 'k');
  store.change('k', { text: 'a' });
  kept.delete('k');
  elsewhere('k');
  store.change('k', { other: 'b' });
  expect(kept.get('k')).toBe('{"other":"b"}');
});

test('a full storage loses the copy, not what is on the page', () => {
  const store = draftStore({ read: () => null, write: () => undefined, remove: () => undefined, keys: () => [] });
  shown(store, 'k');
  store.change('k', { text: 'a' });
  expect(store.touched('k')).toEqual({ text: 'a' });
});

test('nobody finds what another typed', () => {
  const { storage, kept } = memory();
  const store = draftStore(storage);
  shown(store, 'anna.x');
  store.change('anna.x', { text: 'a' });
  store.change('anna-maria.x', { text: 'b' });
  store.keepOnly('anna');
  expect([...kept.keys()]).toEqual(['anna.x']);
  store.keepOnly('');
  expect(kept.size).toBe(0);
  expect(store.touched('anna.x')).toEqual({});
});
