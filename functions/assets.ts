import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { DocumentAssets } from '../shared/documents/typst.ts';
import { templateFiles } from '../shared/documents/typst.ts';

/**
 * Where templates and fonts lie: beside the bundle, where scripts/bundle.ts puts them, or in the source tree and
 * node_modules when the code runs unbundled.
 */
export function documentAssets(here: string = import.meta.dirname): DocumentAssets {
  if (existsSync(join(here, templateFiles[0])))
    return { templateDirectory: here, fontDirectory: join(here, 'fonts') };
  const fonts = createRequire(import.meta.url).resolve('@expo-google-fonts/noto-serif-sc/package.json');
  return { templateDirectory: join(here, '../shared/documents'), fontDirectory: dirname(dirname(fonts)) };
}
