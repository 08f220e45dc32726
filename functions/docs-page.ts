import type { OpenApiDocument, Operation } from './openapi.ts';

/**
 * The API reference as one plain page: no script and no style inside it, so that the strictest content security policy
 * lets it through. `/docs.css` is optional; without it the page is still readable.
 */
export function docsPage(document: OpenApiDocument): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  const tags = [...new Set(operations.flatMap((o) => o.operation.tags))];
  const sections = tags.map((tag) => {
    const own = operations.filter((o) => o.operation.tags.includes(tag));
    return `<section><h2 id="${escaped(tag)}">${escaped(tag)}</h2>${own.map(article).join('')}</section>`;
  });
  const nav = tags.map((tag) => `<li><a href="#${escaped(tag)}">${escaped(tag)}</a></li>`).join('');
  return [
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(document.info.title)} · 接口文档 API</title><link rel="stylesheet" href="/docs.css"></head><body>`,
    `<header><h1>${escaped(document.info.title)} · 接口文档</h1>${paragraphs(document.info.description)}`,
    '<p><a href="/v1/openapi.json">OpenAPI 3.1</a></p></header>',
    `<nav><ul>${nav}</ul></nav><main>${sections.join('')}</main></body></html>`,
  ].join('\n');
}

interface Described {
  readonly path: string;
  readonly method: string;
  readonly operation: Operation;
}

function article({ path, method, operation }: Described): string {
  const body = schemaName((operation.requestBody as { content?: unknown } | undefined)?.content);
  const success = operation.responses['2XX'] as { content?: unknown } | undefined;
  const rows = [
    ...operation.parameters
      .filter((p) => p.name !== 'Accept-Language')
      .map((p) => [String(p.name), `${String(p.in)}${p.required ? ' · 必填 required' : ''}`]),
    ...(body ? [['请求 Body', body]] : []),
    ['响应 Response', schemaName(success?.content) ?? 'text/html'],
    [
      '拒绝 Refusals',
      Object.keys(operation.responses)
        .filter((status) => status !== '2XX')
        .join(', '),
    ],
  ];
  const table = rows
    .map(
      ([name = '', value = '']) => `<tr><th scope="row">${escaped(name)}</th><td>${escaped(value)}</td></tr>`,
    )
    .join('');
  return (
    `<article id="${escaped(operation.operationId)}"><h3>${escaped(operation.summary)}</h3>` +
    `<p><code>${escaped(method)} ${escaped(path)}</code></p>${paragraphs(operation.description)}` +
    `<table><tbody>${table}</tbody></table></article>`
  );
}

function schemaName(content: unknown): string | undefined {
  const match = /"\$ref":"#\/components\/schemas\/(\w+)"/.exec(JSON.stringify(content ?? {}));
  return match?.[1];
}

const paragraphs = (text: string): string =>
  text
    .split('\n')
    .map((line) => `<p>${escaped(line)}</p>`)
    .join('');

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (c) => escapes[c] ?? c);
