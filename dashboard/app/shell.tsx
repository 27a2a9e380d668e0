/** The frame of every page: navigation by work, search, whether it is live, and who works here. */
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { NavLink, Outlet, useLocation } from 'react-router';
import { MenuIcon, MoonIcon, SearchIcon, SunIcon } from '../parts/icons.tsx';
import { useShortcut } from '../parts/use-shortcut.ts';
import { useWho } from '../session/who.ts';
import { roleWords } from '../words/states.ts';
import { choose, useDark } from './appearance.ts';
import { ConnectionBar } from './connection-bar.tsx';
import { LiveBadge } from './live-badge.tsx';
import { pages, pagesOf } from './pages.tsx';
import { Search } from './search.tsx';
import styles from './shell.module.css';

const MenuDrawer = lazy(() => import('./menu-drawer.tsx'));

const Navigation = ({ onGo }: { onGo?: () => void }) => {
  const { holder } = useWho();
  return (
    <nav aria-label="主导航" className={styles.navigation}>
      <ul>
        {pagesOf(holder.role).map(({ path, title, icon: Icon }) => (
          <li key={path}>
            <NavLink to={`/${path}`} onClick={onGo}>
              <Icon />
              {title}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
};

const Brand = () => (
  <div className={styles.brand}>
    <span aria-hidden="true">云</span>
    云诊管理台
  </div>
);

export const Shell = () => {
  const { holder, signOut } = useWho();
  const dark = useDark();
  const [menu, setMenu] = useState(false);
  const [searching, setSearching] = useState(false);
  const { pathname } = useLocation();
  const title = pages.find(({ path }) => pathname.startsWith(`/${path}`))?.title ?? '云诊管理台';
  useShortcut('/', () => setSearching(true));
  return (
    <div className={styles.shell}>
      <title>{`${title} · 云诊管理台`}</title>
      <a href="#content" className={styles.skip}>
        跳到内容
      </a>
      <aside className={styles.side}>
        <Brand />
        <Navigation />
      </aside>
      <div className={styles.main}>
        <header className={styles.header}>
          <Button
            className={styles.menu ?? ''}
            type="text"
            icon={<MenuIcon />}
            aria-label="打开导航"
            onClick={() => setMenu(true)}
          />
          <h1>{title}</h1>
          <LiveBadge />
          <span className={styles.space} />
          <Button icon={<SearchIcon />} onClick={() => setSearching(true)} aria-label="搜索">
            <span className={styles.wide}>
              搜索 <kbd>/</kbd>
            </span>
          </Button>
          <Button
            type="text"
            icon={dark ? <SunIcon /> : <MoonIcon />}
            aria-label={dark ? '切换到浅色' : '切换到深色'}
            onClick={() => choose(dark ? 'light' : 'dark')}
          />
          <span className={styles.wide}>{roleWords[holder.role]}</span>
          <Button type="text" onClick={signOut}>
            退出
          </Button>
        </header>
        <ConnectionBar />
        <main id="content" className={styles.content} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      {menu && (
        <Suspense>
          <MenuDrawer onClose={() => setMenu(false)}>
            <Navigation onGo={() => setMenu(false)} />
          </MenuDrawer>
        </Suspense>
      )}
      <Search open={searching} onClose={() => setSearching(false)} />
    </div>
  );
};
