/** The frame of every page: navigation by work, search, whether it is live, and who works here. */
import { accountQueries } from '@yunzhen/contracts/account/queries';
import type { Role } from '@yunzhen/contracts/roles';
import { useState } from 'react';
import { Link, NavLink, Outlet, useLocation } from 'react-router';
import { useQuery } from '../api/use-query.ts';
import { useCurrentUser } from '../lib/current-user.ts';
import { Button } from '../parts/button.tsx';
import { ConnectionBar } from '../parts/connection-bar.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { MenuIcon, MoonIcon, PersonIcon, SearchIcon, SunIcon } from '../parts/icons.tsx';
import { LiveBadge } from '../parts/live-badge.tsx';
import { useShortcut } from '../parts/use-shortcut.ts';
import { choose, useDark } from '../theme/appearance.ts';
import { roleWords } from '../words/states.ts';
import { AccountNotices } from './account-notices.tsx';
import { pages, pagesOf } from './pages.tsx';
import { Search } from './search.tsx';
import styles from './shell.module.css';

const Navigation = ({ onGo }: { onGo?: () => void }) => {
  const { holder } = useCurrentUser();
  return (
    <nav aria-label="主导航" className={styles.navigation}>
      <ul>
        {inNavigation(holder.role).map(({ path, title, icon: Icon }) => (
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

const inNavigation = (role: Role) => pagesOf(role).filter(({ notInNavigation }) => !notInNavigation);

const Brand = () => (
  <div className={styles.brand}>
    <span aria-hidden="true">云</span>
    云诊管理台
  </div>
);

/** Some roles read every name masked, their own too: the login says more then. */
const nameOf = (row: { readonly name: string | null; readonly login: string | null } | undefined) =>
  row?.name && !row.name.includes('*') ? row.name : row?.login;

export const Shell = () => {
  const { holder, signOut } = useCurrentUser();
  const account = useQuery(accountQueries.myAccount, {});
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
            kind="quiet"
            className={styles.menu}
            aria-label="打开导航"
            aria-haspopup="dialog"
            onClick={() => setMenu(true)}
          >
            <MenuIcon />
          </Button>
          <h1>{title}</h1>
          <LiveBadge />
          <span className={styles.space} />
          <Button onClick={() => setSearching(true)} aria-label="搜索" aria-haspopup="dialog" aria-keyshortcuts="/">
            <SearchIcon />
            <span className={styles.wide}>
              搜索 <kbd>/</kbd>
            </span>
          </Button>
          <Button
            kind="quiet"
            aria-label={dark ? '切换到浅色' : '切换到深色'}
            onClick={() => choose(dark ? 'light' : 'dark')}
          >
            {dark ? <SunIcon /> : <MoonIcon />}
          </Button>
          <Link to="/me" className={styles.me}>
            <PersonIcon />
            <span>
              我的账号（
              {[...new Set([nameOf(account.data), roleWords[holder.role]].filter(Boolean))].join(' · ')}）
            </span>
          </Link>
          <Button kind="quiet" onClick={signOut}>
            退出
          </Button>
        </header>
        <ConnectionBar />
        <AccountNotices />
        <main id="content" className={styles.content} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      {menu && (
        <Dialog title="云诊管理台" place="menu" onClose={() => setMenu(false)}>
          <Navigation onGo={() => setMenu(false)} />
        </Dialog>
      )}
      {searching && <Search onClose={() => setSearching(false)} />}
    </div>
  );
};
