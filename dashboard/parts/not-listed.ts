import type { Rule } from 'antd/es/form';

/** Says no to a code that is there already; where it cannot be asked, the hospital decides. @param finds those with exactly this code */
export const notListed = (finds: (code: string) => Promise<boolean>): Rule => ({
  validateTrigger: 'onBlur',
  validator: async (_, code: string | undefined) => {
    if (code && (await finds(code).catch(() => false))) throw new Error('目录中已有这个代码');
  },
});
