import { packedAmount } from '@yunzhen/contracts/numbers';
import { InputNumber, type InputNumberProps } from 'antd';

/** What is no amount stays as it was typed: the rule beside the field says so. */
const parser = (typed: string | undefined) => packedAmount(typed ?? '') as unknown as number;

/** An amount in yuan, to the fen unless `precision` says more; pasted ones may carry ¥, commas and wide digits. */
export const YuanField = (props: InputNumberProps<number>) => (
  <InputNumber<number> precision={2} prefix="¥" parser={parser} style={{ width: '100%' }} {...props} />
);
