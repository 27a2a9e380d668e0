/** Global search: its code comes when it is first asked for. */
import { lazy, Suspense } from 'react';
import { Dialog } from '../parts/dialog.tsx';
import { Loading } from '../parts/loading.tsx';

const SearchBox = lazy(() => import('./search-box.tsx'));

export const Search = ({ onClose }: { onClose: () => void }) => (
  <Dialog title="搜索" onClose={onClose}>
    <Suspense fallback={<Loading rows={3} />}>
      <SearchBox onDone={onClose} />
    </Suspense>
  </Dialog>
);
