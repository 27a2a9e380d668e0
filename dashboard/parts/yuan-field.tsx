import { InputNumber, type InputNumberProps } from 'antd';

/** An amount in yuan, to the fen. */
export const YuanField = (props: InputNumberProps<number>) => (
  <InputNumber<number> precision={2} prefix="¥" style={{ width: '100%' }} {...props} />
);
