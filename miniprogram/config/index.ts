/** How Taro builds the two apps: the mini-program into dist/weapp, the H5 under /m/ into dist/h5. */
import { join } from 'node:path';
import { defineConfig } from '@tarojs/cli';
import type { ChunkGraph, Module } from 'webpack';
import { writeTokens } from './tokens';

writeTokens();

const contracts = join(__dirname, '../../contracts');
/** What both front ends share, taken in as source. */
const client = join(__dirname, '../../client');
/** Written for newer engines than a cheap phone has; Taro leaves node_modules and linked source as they are. */
const modern = ['@tanstack', 'centrifuge', 'zod', 'uuid', 'uqr'];
const compile = {
  include: [
    (file: string) =>
      [contracts, client].some(shared => file.startsWith(`${shared}/`)) ||
      modern.some(name => file.includes(`/node_modules/${name}/`)),
  ],
};

const home = 'pages/home/index';
/** Whether the page that people open first is made of this module, too. */
const neededFirst = (module: Module, { chunkGraph }: { chunkGraph: ChunkGraph }): boolean =>
  Array.from(chunkGraph.getModuleChunksIterable(module)).some(chunk =>
    Array.from(chunk.groupsIterable).some(group => group.origins.some(({ request }) => request?.endsWith(home))),
  );
const pxtransform = { enable: true, config: {} };

export default defineConfig<'webpack5'>({
  projectName: 'yunzhen',
  date: '2026-11-24',
  designWidth: 375,
  deviceRatio: { 640: 1.17, 750: 1, 375: 2, 828: 0.905 },
  sourceRoot: 'src',
  outputRoot: process.env.TARO_OUT ?? `dist/${process.env.TARO_ENV}`,
  plugins: ['@tarojs/plugin-html'],
  framework: 'react',
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  cache: { enable: true },
  // One zod for screens and contracts, whether or not the rest of the repository is installed.
  // One React too: the dashboard's is another one.
  alias: {
    zod$: join(__dirname, '../node_modules/zod/index.js'),
    centrifuge: join(__dirname, '../node_modules/centrifuge'),
    react: join(__dirname, '../node_modules/react'),
    '@tanstack/react-query': join(__dirname, '../node_modules/@tanstack/react-query'),
    '@yunzhen/contracts': contracts,
    '@yunzhen/client': client,
    '@': join(__dirname, '../src'),
  },
  mini: {
    compile,
    optimizeMainPackage: { enable: true },
    postcss: { pxtransform, url: { enable: true, config: { limit: 4096 } } },
  },
  h5: {
    compile,
    publicPath: '/m/',
    staticDirectory: 'assets',
    router: { mode: 'hash' },
    output: { filename: 'assets/[name].[contenthash:8].js', chunkFilename: 'assets/[name].[contenthash:8].js' },
    miniCssExtractPluginOption: {
      ignoreOrder: true,
      filename: 'assets/[name].[contenthash:8].css',
      chunkFilename: 'assets/[name].[contenthash:8].css',
    },
    postcss: { pxtransform, autoprefixer: { enable: true, config: {} } },
    // `npm run dev`: behind the hospital's origin, also what tells the page that something changed.
    devServer: {
      ...{ open: false, host: '127.0.0.1', port: Number(process.env.TARO_PORT ?? 10_086) },
      webSocketServer: { type: 'ws', options: { path: '/m/ws' } },
      client: { webSocketURL: { hostname: '0.0.0.0', port: 0, pathname: '/m/ws' }, overlay: false },
    },
    // What several pages need comes once, and not with each of them; the first page waits for its own part of it alone.
    webpackChain: chain => {
      chain.module
        .rule('no-json-schema')
        .test(/\/zod\/v4\/core\/(to-json-schema|json-schema-processors)\.js$/)
        .use('no-json-schema')
        .loader(join(client, 'no-json-schema.cjs'));
      chain.optimization.merge({
        splitChunks: {
          chunks: 'async',
          cacheGroups: {
            first: { name: 'first', test: neededFirst, minChunks: 3, priority: 20 },
            shared: { name: 'shared', minChunks: 3, priority: 10 },
          },
        },
      });
    },
  },
});
