import { loadOwn } from '../../../shared/acts/declaration/own-application.ts';
import { previewForm as preview } from '../../../shared/acts/paper/preview-form.ts';
import { documentAssets } from '../../assets.ts';
import { type ApiHandler, ok } from '../../http.ts';

const assets = documentAssets();

/** R58: what is handed in is what was seen: the form itself, by its own template, marked as a preview. */
export const previewForm: ApiHandler<'preview-form'> =
  (deps) =>
  async ({ principal, params, now }) => {
    const own = await loadOwn(deps, params.applicationId ?? '', principal, now);
    return ok(await preview(deps, own, assets));
  };
