import type { ReactNode } from 'react';
import { Failed } from './failed.tsx';
import { Loading, type Shape } from './loading.tsx';

export interface Asked<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly isFetching: boolean;
  readonly refetch: () => unknown;
}

/** An answer in all its states: skeleton, error, and the data; when it could not be renewed, the old data with a word about it. */
export const Answer = <T,>({
  to: { data, error, isFetching, refetch },
  rows,
  shape,
  children,
}: {
  to: Asked<T>;
  /** Lines of the skeleton. */
  rows?: number;
  shape?: Shape;
  children: (data: T) => ReactNode;
}) => {
  const failed = error ? <Failed error={error} retry={refetch} busy={isFetching} /> : null;
  if (data === undefined) return failed ?? <Loading {...(rows !== undefined && { rows })} {...(shape && { shape })} />;
  return (
    <>
      {failed}
      {children(data)}
    </>
  );
};
