/** What is wrong with a form, read out when it appears. */
import { AlertIcon } from '../parts/icons.tsx';

/** @param id what the fields are described by */
export const Said = ({ id, words }: { id: string; words: string | false | undefined }) => (
  <p role="alert" id={id}>
    {words && (
      <>
        <AlertIcon />
        {words}
      </>
    )}
  </p>
);
