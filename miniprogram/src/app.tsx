/** The app: one query cache and one socket for all its pages. */
import { QueryClientProvider } from '@tanstack/react-query';
import { useDidHide, useDidShow, useLaunch } from '@tarojs/taro';
import type { PropsWithChildren } from 'react';
import { followSession, session } from './services/auth';
import { watchChunks } from './services/chunks';
import { live, startLive } from './services/live';
import { queries } from './services/queries';
import { explainTo } from './words/problems';
import '../dist/tokens.css';
import './app.css';

let hidden = false;

const App = ({ children }: PropsWithChildren) => {
  useLaunch(() => {
    watchChunks();
    const read = () => explainTo(session.read()?.holder.role);
    read();
    followSession(read);
    startLive();
  });
  useDidHide(() => {
    hidden = true;
  });
  useDidShow(() => {
    if (hidden) live.wake();
    hidden = false;
  });
  return <QueryClientProvider client={queries}>{children}</QueryClientProvider>;
};

export default App;
