import { docsPage } from '../../docs-page.ts';
import { type ApiHandler, ok } from '../../http.ts';
import { openApiDocument } from '../../openapi.ts';
import { routeOf, routes } from '../../routes.ts';

/** The same document, for people. */
export const getDocs: ApiHandler<'get-docs'> = (deps) => {
  let page: string | undefined;
  return async () => {
    page ??= docsPage(
      openApiDocument(
        routes.map((r) => routeOf(r.id)),
        deps.env.SITE_ORIGIN,
      ),
    );
    return { ...ok(page), headers: { 'content-security-policy': "default-src 'none'; style-src 'self'" } };
  };
};
