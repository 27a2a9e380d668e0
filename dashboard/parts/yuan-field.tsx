import { InputNumber, type InputNumberProps } from 'antd';

/** An amount in yuan, to the fen. */
export const YuanField = (props: InputNumberProps<number>) => (
  <InputNumber<number> min={0} max={1_000_000} precision={2} prefix="¥" style={{ width: '100%' }} {...props} />
);
