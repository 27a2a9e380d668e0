/** Says no to a code that is there already, once the field was left; where it cannot be asked, the hospital decides. */
import type { Special } from '@yunzhen/client/form/filled';
import { useState } from 'react';

/**
 * @param finds whether there is one with exactly this code
 * @param tidy the code as it is compared
 */
export const useNotListed = (
  finds: (code: string) => Promise<boolean>,
  tidy: (typed: string) => string = typed => typed.trim(),
): { readonly code: Special } => {
  const [listed, setListed] = useState<readonly string[]>([]);
  return {
    code: {
      left: typed => {
        const code = tidy(String(typed.code));
        finds(code).then(
          yes => yes && setListed(before => [...before, code]),
          () => undefined,
        );
      },
      wrong: typed => (listed.includes(tidy(String(typed.code))) ? '目录中已有这个代码' : null),
    },
  };
};
