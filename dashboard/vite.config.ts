/** Builds the dashboard for `/admin/`; `npm run dev` serves it with the API of a running hospital (`YUNZHEN_URL`) behind it. */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const hospital = process.env.YUNZHEN_URL ?? 'http://127.0.0.1:8080';

export default defineConfig({
  base: '/admin/',
  plugins: [react()],
  build: { target: 'es2022', chunkSizeWarningLimit: 1_500 },
  server: { proxy: { '/api': hospital, '/demo': hospital, '/connection': { target: hospital, ws: true } } },
});
