import { join } from 'node:path';
import { preact } from '@preact/preset-vite';
import { defineConfig, type Plugin } from 'vite';
import { routes } from '../functions/routes.ts';

const here = import.meta.dirname;

/**
 * The pages need of a route only how to call it. Summaries, roles and rules stay out of the bundle, and with them the
 * tables of functions/routes; the types of the client still come from those.
 */
function slimRoutes(): Plugin {
  const file = join(here, '../functions/routes.ts');
  const slim = routes.map(({ id, method, path, auth, ...rest }) => ({
    id,
    method,
    path,
    auth,
    ...('idempotent' in rest ? { idempotent: true } : {}),
    ...('ifMatch' in rest ? { ifMatch: true } : {}),
  }));
  return {
    name: 'zhiping-slim-routes',
    enforce: 'pre',
    load: (id) => (id === file ? `export const routes = ${JSON.stringify(slim)};` : null),
  };
}

/** One build, four sections: applicants at `/`, desks, public notices, the local console. */
export default defineConfig({
  root: here,
  base: '/',
  // Not `public`: that is a section of the site.
  publicDir: join(here, 'static'),
  plugins: [slimRoutes(), preact({ prefreshEnabled: false, devToolsEnabled: false })],
  build: {
    outDir: join(here, '../dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    // A strict CSP has no room for data: scripts and styles, and small icons are SVG files anyway.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        index: join(here, 'index.html'),
        admin: join(here, 'admin/index.html'),
        public: join(here, 'public/index.html'),
        local: join(here, 'local/index.html'),
      },
    },
  },
});
