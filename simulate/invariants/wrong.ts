/** How an invariant tells of what does not hold. */
export type Wrong = (invariant: string, message: string) => void;
