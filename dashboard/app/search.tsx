/** Global search: pages by name; more is found once something is typed. */
import { Modal } from 'antd';
import { lazy, Suspense } from 'react';
import { Loading } from '../parts/loading.tsx';

const SearchBox = lazy(() => import('./search-box.tsx'));

export const Search = ({ open, onClose }: { open: boolean; onClose: () => void }) => (
  <Modal open={open} onCancel={onClose} footer={null} title="搜索" destroyOnHidden>
    <Suspense fallback={<Loading rows={3} />}>
      <SearchBox onDone={onClose} />
    </Suspense>
  </Modal>
);
