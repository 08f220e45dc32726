import { createReadStream, existsSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';

interface Options {
  dir: string;
  /** Origins besides our own that pages may talk to. */
  connect: string[];
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};
/** Each section is one page application; a path without an extension is a place inside it. */
const sections = ['/admin', '/public', '/local'];

/** The built pages with the headers that CloudFront adds when deployed. */
export function createStaticSite({ dir, connect }: Options) {
  const csp = `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self' ${connect.join(' ')}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'; worker-src 'self'; manifest-src 'self'`;
  return {
    async handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
      const path = decode(new URL(req.url ?? '/', 'http://local').pathname);
      const headers = {
        'content-security-policy': csp,
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
      };
      if (req.method !== 'GET' && req.method !== 'HEAD')
        return void res.writeHead(405, { ...headers, allow: 'GET, HEAD' }).end();
      const section = sections.find((s) => path === s || path.startsWith(`${s}/`)) ?? '';
      if (section && path === section)
        return void res.writeHead(301, { ...headers, location: `${section}/` }).end();
      const file = extname(path) ? join(dir, normalize(path)) : join(dir, section, 'index.html');
      if (!file.startsWith(dir) || !existsSync(file) || !statSync(file).isFile())
        return void res
          .writeHead(404, { ...headers, 'content-type': 'text/plain; charset=utf-8' })
          .end('没有这个页面。');
      const immutable = path.startsWith('/assets/');
      res.writeHead(200, {
        ...headers,
        'content-type': types[extname(file)] ?? 'application/octet-stream',
        'cache-control': immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
        'content-length': statSync(file).size,
      });
      if (req.method === 'HEAD') return void res.end();
      createReadStream(file).pipe(res);
    },
  };
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return '/';
  }
}
