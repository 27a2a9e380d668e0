/** Every query on Nest's QueryBus: message and handler classes made from the answers. */
import type { Type } from '@nestjs/common';
import { Query, type QueryBus, QueryHandler } from '@nestjs/cqrs';
import type { Answered, Asking } from './answer.ts';

class Message extends Query<unknown> {
  readonly asking: Asking<never>;
  constructor(asking: Asking<never>) {
    super();
    this.asking = asking;
  }
}

/** `handlers` are Nest providers; `over` runs an answer by way of the bus. */
export const queryBus = (answers: readonly Answered[]) => {
  const messages = new Map<Answered, new (asking: Asking<never>) => Message>();
  const handlers = answers.map((answered): Type => {
    const Sent = { [answered.name]: class extends Message {} }[answered.name] as new (asking: Asking<never>) => Message;
    const Handler = class {
      execute({ asking }: Message): Promise<unknown> {
        return answered.run(asking);
      }
    };
    QueryHandler(Sent)(Handler);
    messages.set(answered, Sent);
    return Handler;
  });
  const over =
    (bus: QueryBus) =>
    (answered: Answered, asking: Asking<never>): Promise<unknown> => {
      const Sent = messages.get(answered);
      if (!Sent) throw new TypeError(`query ${answered.name} is not on the bus`);
      return bus.execute(new Sent(asking));
    };
  return { handlers, over };
};
