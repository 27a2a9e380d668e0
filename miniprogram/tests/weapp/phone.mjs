/** A phone for the built mini-program: jsdom, WeChat's own template compiler, and as much of `wx` as the pages ask for. */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { JSDOM } from 'jsdom';
import { WebSocket } from 'ws';

const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL('../../dist/weapp', import.meta.url));
/** Where the build was told that the hospital is. */
const built = /^https?:\/\/127\.0\.0\.1:8080/;

export const phone = async (hospital, person) => {
  const { window } = new JSDOM('<!doctype html><body></body>', { url: 'http://localhost', pretendToBeVisual: true });
  for (const name of ['window', 'document', 'CustomEvent', 'Event', 'HTMLElement', 'Node', 'MutationObserver'])
    Object.defineProperty(globalThis, name, {
      value: name === 'window' ? window : window[name],
      configurable: true,
      writable: true,
    });
  const simulate = require('miniprogram-simulate');

  const stack = [];
  const said = [];
  const storage = new Map();
  const there = url => url.replace(built, hospital);
  const ask = async (path, body) =>
    (
      await fetch(`${hospital}/wechat/_standin/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    ).json();
  const answering =
    work =>
    (options = {}) => {
      Promise.resolve()
        .then(() => work(options))
        .then(result => {
          options.success?.(result ?? {});
          options.complete?.(result ?? {});
        })
        .catch(error => {
          options.fail?.({ errMsg: String(error) });
          options.complete?.({ errMsg: String(error) });
        });
    };

  const components = new Map();
  const open = async url => {
    const [path, query = ''] = url.replace(/^\//, '').split('?');
    if (!components.has(path))
      components.set(path, simulate.load(`${root}/${path}`, { rootPath: root, compiler: 'official' }));
    const page = simulate.render(components.get(path));
    const place = document.createElement('div');
    document.body.append(place);
    page.attach(place);
    const { instance } = page;
    instance.route = path;
    instance.__route__ = path;
    const options = Object.fromEntries(
      [...new URLSearchParams(query)].map(([name, value]) => [name, encodeURIComponent(value)]),
    );
    stack.push({ page, instance, place });
    instance.onLoad?.(options);
    instance.onShow?.();
    instance.onReady?.();
  };
  const close = () => {
    const { page, instance, place } = stack.pop();
    instance.onHide?.();
    instance.onUnload?.();
    page.detach();
    place.remove();
  };

  const known = {
    request: answering(async ({ url, method = 'GET', header = {}, data }) => {
      const answer = await fetch(there(url), { method, headers: header, ...(data !== undefined && { body: data }) });
      return { statusCode: answer.status, data: await answer.text(), header: Object.fromEntries(answer.headers) };
    }),
    connectSocket: ({ url, success }) => {
      setTimeout(() => success?.({ errMsg: 'connectSocket:ok' }), 0);
      const socket = new WebSocket(there(url.replace(/^ws/, 'http')).replace(/^http/, 'ws'));
      socket.on('error', () => undefined);
      sockets.push(socket);
      return {
        send: ({ data }) => socket.send(data),
        close: ({ code, reason } = {}) => socket.close(code, reason),
        onOpen: heard => socket.on('open', () => heard({})),
        onMessage: heard => socket.on('message', (data, binary) => heard({ data: binary ? data : data.toString() })),
        onError: heard => socket.on('error', () => heard({})),
        onClose: heard => socket.on('close', (code, reason) => heard({ code, reason: reason.toString() })),
      };
    },
    getStorageSync: key => storage.get(key) ?? '',
    setStorageSync: (key, value) => void storage.set(key, structuredClone(value)),
    removeStorageSync: key => void storage.delete(key),
    login: answering(async () => ({ code: (await ask('codes', { person })).code })),
    requestPayment: answering(({ package: packed }) =>
      ask('payments', { prepay_id: packed.slice('prepay_id='.length) }),
    ),
    navigateTo: answering(({ url }) => open(url)),
    redirectTo: answering(async ({ url }) => {
      close();
      await open(url);
    }),
    switchTab: answering(async ({ url }) => {
      while (stack.length > 0) close();
      await open(url);
    }),
    reLaunch: answering(async ({ url }) => {
      while (stack.length > 0) close();
      await open(url);
    }),
    navigateBack: answering(() => {
      close();
      stack.at(-1)?.instance.onShow?.();
    }),
    setTabBarBadge: answering(() => undefined),
    removeTabBarBadge: answering(() => undefined),
    showToast: answering(({ title }) => void said.push(title)),
    showModal: answering(({ title }) => {
      said.push(title);
      return { confirm: true, cancel: false };
    }),
    createIntersectionObserver: () => {
      const observer = {
        relativeToViewport: () => observer,
        observe: (_, seen) => setTimeout(seen, 20, { intersectionRatio: 1 }),
        disconnect: () => undefined,
      };
      return observer;
    },
    getRandomValues: answering(({ length }) => ({
      randomValues: crypto.getRandomValues(new Uint8Array(length)).buffer,
    })),
    // Taro passes on only what it finds by name.
    onNetworkStatusChange: () => undefined,
    getNetworkType: answering(() => ({ networkType: 'wifi' })),
    getWindowInfo: () => ({
      windowWidth: 375,
      windowHeight: 667,
      screenWidth: 375,
      screenHeight: 667,
      pixelRatio: 2,
      statusBarHeight: 20,
      safeArea: { top: 20, bottom: 667 },
    }),
    getSystemInfoSync: () => ({
      ...known.getWindowInfo(),
      platform: 'ios',
      SDKVersion: '3.9.0',
      version: '8.0.50',
      language: 'zh_CN',
    }),
    getAppBaseInfo: () => ({ SDKVersion: '3.9.0', version: '8.0.50', language: 'zh_CN' }),
    getDeviceInfo: () => ({ platform: 'ios', system: 'iOS 17' }),
    getLaunchOptionsSync: () => ({ path: 'pages/home/index', query: {}, scene: 1001 }),
    getEnterOptionsSync: () => ({ path: 'pages/home/index', query: {}, scene: 1001 }),
    createSelectorQuery: () => {
      const query = {
        in: () => query,
        select: () => query,
        selectAll: () => query,
        selectViewport: () => query,
        boundingClientRect: () => query,
        scrollOffset: () => query,
        fields: () => query,
        node: () => query,
        exec: done => setTimeout(done, 0, [null]),
      };
      return query;
    },
    canIUse: () => true,
    nextTick: work => setTimeout(work, 0),
  };
  const sockets = [];
  const asked = new Set();
  globalThis.wx = new Proxy(known, {
    get: (wx, name) => {
      if (name in wx) return wx[name];
      if (typeof name === 'string' && /^(on|off)[A-Z]/.test(name)) return () => undefined;
      asked.add(name);
      return undefined;
    },
  });
  globalThis.getApp = () => app;
  globalThis.getCurrentPages = () => stack.map(({ instance }) => instance);
  globalThis.Page = ({ data, ...methods }) => globalThis.Component({ data, methods });
  let app;
  globalThis.App = options => {
    app = options;
  };
  globalThis.requirePlugin = () => undefined;
  require(`${root}/app.js`);
  app.onLaunch?.({ path: 'pages/home/index', query: {}, scene: 1001 });
  app.onShow?.({});
  await open('/pages/home/index');

  const top = () => stack.at(-1);
  const text = () => top()?.place.textContent ?? '';
  /** Waits for what `look` finds; throws with what the page says when it never comes. */
  const until = async (look, what, ms = 15_000) => {
    for (const end = Date.now() + ms; Date.now() < end; ) {
      const found = look();
      if (found) return found;
      await new Promise(next => setTimeout(next, 30));
    }
    throw new Error(`${what} never came on ${top()?.instance.route}: ${text().slice(0, 400)}`);
  };
  const all = selector => top()?.page.querySelectorAll(selector) ?? [];
  return {
    said,
    route: () => top()?.instance.route,
    text,
    sees: words => until(() => text().includes(words), words),
    loses: words => until(() => !text().includes(words), `the end of ${words}`),
    on: route => until(() => top()?.instance.route === route, route),
    /** Taps the first one of a selector, or the one that has these words. */
    tap: async (selector, words = '') => {
      const one = await until(
        () => all(selector).find(node => node.dom.textContent.includes(words)),
        `${selector} ${words}`,
      );
      one.dispatchEvent('tap');
    },
    type: async (selector, value) => {
      const one = await until(() => all(selector)[0], selector);
      one.dispatchEvent('input', { detail: { value } });
      await new Promise(next => setTimeout(next, 30));
    },
    /** Names of `wx` that were asked for and are not here. */
    missing: () => [...asked],
    close: () => {
      for (const socket of sockets) socket.terminate();
      while (stack.length > 0) close();
      window.close();
    },
  };
};
