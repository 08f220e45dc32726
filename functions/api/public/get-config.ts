import { type ApiHandler, ok } from '../../http.ts';

/** What the pages need to know before anybody signs in; no secret is in it. */
export const getConfig: ApiHandler<'get-config'> = (deps) => {
  const { env } = deps;
  const config = {
    stage: env.STAGE,
    siteOrigin: env.SITE_ORIGIN,
    signIn: {
      public: { issuer: env.PUBLIC_ISSUER ?? '', clientId: env.PUBLIC_CLIENT_ID ?? '' },
      staff: { issuer: env.STAFF_ISSUER ?? '', clientId: env.STAFF_CLIENT_ID ?? '' },
    },
    adapters: {
      payment: env.PAYMENT_ADAPTER,
      notices: env.NOTICE_ADAPTER,
      scanner: env.SCANNER_ADAPTER,
    },
  };
  return async () => ok(config);
};
