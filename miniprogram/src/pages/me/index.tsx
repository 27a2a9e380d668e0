import { Screen } from '@/ui/screen';
export default () => <Screen>…</Screen>;
