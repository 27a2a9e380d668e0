import { useRouter } from '@tarojs/taro';

/** The parameters of this page. They never change while it is there. */
export const useParams = <K extends string>(): Readonly<Partial<Record<K, string>>> => {
  const { params } = useRouter();
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, decodeURIComponent(String(value))]),
  ) as Partial<Record<K, string>>;
};
