export interface Phone {
  readonly text: () => string;
  readonly sees: (words: string) => Promise<unknown>;
  /** Waits until these words are gone. */
  readonly loses: (words: string) => Promise<unknown>;
  readonly on: (route: string) => Promise<unknown>;
  readonly tap: (selector: string, words?: string) => Promise<void>;
  readonly type: (selector: string, value: string) => Promise<void>;
  readonly close: () => void;
}
/** A phone with the built mini-program open on its first page. */
export const phone: (hospital: string, person: string) => Promise<Phone>;
