import { Skeleton } from 'antd';

/** The shape of what will be there, never a spinner over nothing. */
export const Loading = ({ rows = 6 }: { rows?: number }) => (
  <div role="status">
    <span className="visually-hidden">加载中</span>
    <Skeleton active title={false} paragraph={{ rows }} />
  </div>
);
