import { useEffect } from 'react';
import { useRouteError } from 'react-router';
import { Button } from '../parts/button.tsx';
import { Nothing } from '../parts/nothing.tsx';
import { problemWords } from '../words/problems.ts';

/** A page that broke, or whose code could not be loaded: the rest goes on. */
export const ErrorPage = () => {
  const error = useRouteError();
  const gone = error instanceof TypeError && /import|fetch/i.test(error.message);
  useEffect(() => {
    if (!gone) return;
    const again = () => location.reload();
    window.addEventListener('online', again);
    return () => window.removeEventListener('online', again);
  }, [gone]);
  return (
    <Nothing title={gone ? '页面没有加载出来' : '页面出错了'}>
      <p>{gone ? '网络中断，或系统刚刚更新。请重新加载。' : problemWords(error)}</p>
      <Button kind="primary" onClick={() => location.reload()}>
        重试
      </Button>
    </Nothing>
  );
};
