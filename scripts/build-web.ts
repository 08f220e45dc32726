import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { holdBuildLock } from '../local/build-lock.ts';

/** Builds the four sections of the site into `dist/web`, and refuses pages that a strict CSP would break. */
const root = join(import.meta.dirname, '..');
holdBuildLock(join(root, 'dist'), (line) => console.error(line));

await build({ configFile: join(root, 'web/vite.config.ts'), configLoader: 'native', logLevel: 'warn' });

for (const page of ['index.html', 'admin/index.html', 'public/index.html', 'local/index.html']) {
  const html = readFileSync(join(root, 'dist/web', page), 'utf8');
  const inline = /<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=/i.exec(html);
  if (inline) throw new Error(`${page} has inline script or style: ${inline[0]}`);
}
console.log('dist/web is built.');
