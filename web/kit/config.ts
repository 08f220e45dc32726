import { call, type ResponseFor } from './client.ts';

let loaded: Promise<ResponseFor<'get-config'>> | undefined;

/** Sign-in and adapters of this site; read once a page, again after a failure. */
export function siteConfig(): Promise<ResponseFor<'get-config'>> {
  loaded ??= call('get-config').then(
    ({ body }) => body,
    (error: unknown) => {
      loaded = undefined;
      throw error;
    },
  );
  return loaded;
}
