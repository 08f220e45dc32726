import { type ApiHandler, ok } from '../../http.ts';
import { openApiDocument } from '../../openapi.ts';
import { routeOf, routes } from '../../routes.ts';

/** Made when it is first asked for: most containers never are. */
export const getOpenapi: ApiHandler<'get-openapi'> = (deps) => {
  let document: ReturnType<typeof openApiDocument> | undefined;
  return async () => {
    document ??= openApiDocument(
      routes.map((r) => routeOf(r.id)),
      deps.env.SITE_ORIGIN,
    );
    return ok(document);
  };
};
