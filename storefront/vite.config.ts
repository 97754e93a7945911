import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * Two builds: the browser's, with a manifest that the server reads, and the server's. The latter carries React with it,
 * so that it is the production one whatever NODE_ENV the process was started with.
 */
export default defineConfig(({ isSsrBuild }) => ({
  plugins: [react()],
  define: { 'process.env.NODE_ENV': JSON.stringify('production') },
  // A content security policy without data: for scripts, styles and fonts.
  build: isSsrBuild
    ? { copyPublicDir: false, target: 'node22' }
    : {
        manifest: true,
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        rolldownOptions: { input: 'src/entry-client.tsx' },
      },
  ssr: { noExternal: true },
}));
