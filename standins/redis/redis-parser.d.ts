/** The part of `redis-parser` used here: the package brings no types. */
declare module 'redis-parser' {
  export default class Parser {
    constructor(options: {
      returnBuffers: boolean;
      returnReply: (reply: unknown) => void;
      returnError: (error: Error) => void;
      returnFatalError: (error: Error) => void;
    });
    execute(bytes: Buffer): void;
  }
}
