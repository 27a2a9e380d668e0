import { expect, test } from '@jest/globals';
import { NoAnswer, Problem } from '@yunzhen/contracts/api/problem';
import { stuckCase } from '@yunzhen/contracts/case/case';
import { commandSender } from './commands.ts';

const answer = { revision: 0, position: '7' };

/** A hospital that answers in turn with these. */
const sending = (...outcomes: (typeof answer | Error)[]) => {
  const keys: (string | undefined)[] = [];
  const happened: string[] = [];
  const invalidated: string[] = [];
  let ids = 0;
  const send = commandSender({
    api: {
      command: async (_capability, _id, _command, _input, key) => {
        keys.push(key);
        const next = outcomes.shift();
        if (next instanceof Error) throw next;
        return next ?? answer;
      },
    },
    answers: {
      happened: (type, position) => void happened.push(`${type} ${position}`),
      invalidate: async types => void invalidated.push(...types),
    },
    newId: () => `key-${++ids}`,
    pause: async () => undefined,
  })(stuckCase, 'retry');
  return { send, keys, happened, invalidated };
};

test('a lost answer is asked for again under the same key, and told once', async () => {
  const { send, keys, happened } = sending(new NoAnswer('POST'), new Problem(503, 'outcome-unknown'), answer);
  await expect(send('a', {})).resolves.toEqual(answer);
  expect(keys).toEqual(['key-1', 'key-1', 'key-1']);
  expect(happened).toEqual(['case 7']);
});

test('what is still unanswered keeps its key for the next press, unless it is about something else', async () => {
  const lost = () => new NoAnswer('POST');
  const { send, keys } = sending(lost(), lost(), lost(), answer, lost(), lost(), lost());
  await expect(send('a', {})).rejects.toThrow(NoAnswer);
  await send('a', {});
  await expect(send('a', {})).rejects.toThrow(NoAnswer);
  await send('b', {});
  expect(keys).toEqual(['key-1', 'key-1', 'key-1', 'key-1', 'key-2', 'key-2', 'key-2', 'key-3']);
});

test('a refusal is the end of a command: what is on screen is asked again, the next press is another one', async () => {
  const { send, keys, invalidated } = sending(new Problem(409, 'request-over'), answer);
  await expect(send('a', {})).rejects.toThrow('request-over');
  await send('a', {});
  expect(keys).toEqual(['key-1', 'key-2']);
  expect(invalidated).toEqual(['case']);
});
