import { Form, Input } from 'antd';
import { z } from 'zod';
import { useAddress } from '../../parts/use-address.ts';

const address = { q: z.string().trim().min(1).max(40).optional() };

/** What is searched for, in the address. */
export const useSearched = () => useAddress(address)[0].q;

export const SearchField = ({ label }: { label: string }) => {
  const [{ q }, set] = useAddress(address);
  return (
    <Form layout="inline" colon={false}>
      <Form.Item label={label} htmlFor="catalogue-q">
        <Input
          id="catalogue-q"
          defaultValue={q}
          onChange={event => set({ q: event.target.value })}
          placeholder="代码、名称或拼音首字母"
          maxLength={40}
          allowClear
          style={{ width: 280 }}
        />
      </Form.Item>
    </Form>
  );
};
