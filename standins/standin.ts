/** What every stand-in offers: it starts on a port and a folder, says where it listens, and stops at once. */
export interface Standin {
  /** Where the official client connects. */
  readonly url: string;
  /** Answers what is in flight, makes everything durable, frees port and folder. */
  close(): Promise<void>;
}

export interface StandinOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** Holds all state; created when missing. */
  readonly dir: string;
}

export type StartStandin = (options: StandinOptions) => Promise<Standin>;
