/** Every command of every capability on Nest's CommandBus: message and handler classes made from the contracts. */
import type { Type } from '@nestjs/common';
import { Command, type CommandBus, CommandHandler } from '@nestjs/cqrs';
import { NotFound } from '@yunzhen/platform/problem';
import type { Answer, Envelope } from './commit.ts';
import type { Addressed, Dispatch } from './dispatch.ts';
import type { Feature } from './feature.ts';

abstract class Message extends Command<Answer> {
  readonly addressed: Addressed;
  readonly envelope: Envelope;
  constructor(addressed: Addressed, envelope: Envelope) {
    super();
    this.addressed = addressed;
    this.envelope = envelope;
  }
}

const nameOf = (capability: string, command: string) => `${capability}.${command}`;

/** `handlers` are Nest providers; `over` gives a Dispatch that travels over the bus. */
export const commandBus = (features: readonly Feature[], dispatch: Dispatch) => {
  const messages = new Map<string, new (addressed: Addressed, envelope: Envelope) => Message>();
  const handlers: Type[] = [];
  for (const { contract } of features)
    for (const command of Object.keys(contract.commands)) {
      const name = nameOf(contract.name, command);
      const Sent = { [name]: class extends Message {} }[name] as new (
        addressed: Addressed,
        envelope: Envelope,
      ) => Message;
      const Handler = class {
        execute({ addressed, envelope }: Message): Promise<Answer> {
          return dispatch(addressed, envelope);
        }
      };
      CommandHandler(Sent)(Handler);
      messages.set(name, Sent);
      handlers.push(Handler);
    }
  const over =
    (bus: CommandBus): Dispatch =>
    async (addressed, envelope) => {
      const Sent = messages.get(nameOf(addressed.capability, addressed.command));
      if (!Sent) throw new NotFound(`${addressed.capability}/${addressed.command}`);
      return bus.execute(new Sent(addressed, envelope));
    };
  return { handlers, over };
};
