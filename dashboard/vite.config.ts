/** Builds the dashboard for `/admin/`; `npm run dev` serves it with the API of a running hospital (`YUNZHEN_URL`) behind it. */
import { createRequire } from 'node:module';
import react from '@vitejs/plugin-react';
import { defineConfig, type HtmlTagDescriptor, type Plugin } from 'vite';

const hospital = process.env.YUNZHEN_URL ?? 'http://127.0.0.1:8080';

/** The overview comes along with the frame around it, and not after the frame has asked for it. */
const firstPage: Plugin = {
  name: 'first-page',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle = {} }): HtmlTagDescriptor[] => {
      const wanted = new Set<string>();
      const add = (file: string) => {
        const chunk = bundle[file];
        if (chunk?.type !== 'chunk' || wanted.has(file)) return;
        wanted.add(file);
        for (const style of chunk.viteMetadata?.importedCss ?? []) wanted.add(style);
        for (const imported of chunk.imports) add(imported);
      };
      for (const [file, chunk] of Object.entries(bundle))
        if (chunk.type === 'chunk' && chunk.facadeModuleId?.endsWith('/pages/overview/page.tsx')) add(file);
      return [...wanted]
        .filter(file => !html.includes(file))
        .map(file => ({
          tag: 'link',
          injectTo: 'head',
          attrs: file.endsWith('.css')
            ? { rel: 'preload', as: 'style', crossorigin: true, href: `/admin/${file}` }
            : { rel: 'modulepreload', crossorigin: true, href: `/admin/${file}` },
        }));
    },
  },
};

const withoutJsonSchema: (code: string) => string = createRequire(import.meta.url)('@yunzhen/client/no-json-schema');
const noJsonSchema: Plugin = {
  name: 'no-json-schema',
  transform: (code, id) =>
    /\/zod\/v4\/core\/(to-json-schema|json-schema-processors)\.js$/.test(id)
      ? { code: withoutJsonSchema(code), map: null }
      : undefined,
};

/** What a field lacks is said by our own words; zod's English comes with it and is shown nowhere. */
const noEnglish: Plugin = {
  name: 'no-english',
  transform: (_, id) =>
    /\/zod\/v4\/locales\/en\.js$/.test(id)
      ? { code: 'export default () => ({ localeError: () => undefined });', map: null }
      : undefined,
};

export default defineConfig({
  base: '/admin/',
  plugins: [react(), firstPage, noJsonSchema, noEnglish],
  // A browser that cannot preload modules fetches them a little later, without code of ours.
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 1_500,
    modulePreload: { polyfill: false },
    // Contracts that nearly every page needs come in one file: thirty small ones are compressed worse.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'contracts', test: /\/contracts\//, minShareCount: 9 }] } },
    },
  },
  server: { proxy: { '/api': hospital, '/demo': hospital, '/connection': { target: hospital, ws: true } } },
});
