import { useEffect } from 'react';
import { useRouteError } from 'react-router';
import { Button } from '../parts/button.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { problemWords } from '../words/problems.ts';

/** Milliseconds between looks for a server that was gone. */
const lookMs = 5_000;
const reload = () => location.reload();

/** Loads anew when the network or the server is back; a server that was there all the time is left to who reads the page. */
const reloadOnceBack = () => {
  let wasGone = false;
  const look = () =>
    void fetch('/admin/', { method: 'HEAD', cache: 'no-store' }).then(
      ({ ok }) => ok && wasGone && reload(),
      () => {
        wasGone = true;
      },
    );
  look();
  const timer = setInterval(look, lookMs);
  window.addEventListener('online', reload);
  return () => {
    clearInterval(timer);
    window.removeEventListener('online', reload);
  };
};

/** A page that broke, or whose code could not be loaded: the rest goes on. */
export const ErrorPage = () => {
  const error = useRouteError();
  const gone = error instanceof Error && /import|fetch|preload/i.test(error.message);
  useEffect(() => (gone ? reloadOnceBack() : undefined), [gone]);
  return (
    <EmptyState title={gone ? '页面没有加载出来' : '页面出错了'}>
      <p>{gone ? '网络中断，或系统刚刚更新。请重新加载。' : problemWords(error)}</p>
      <Button kind="primary" onClick={() => location.reload()}>
        重试
      </Button>
    </EmptyState>
  );
};
