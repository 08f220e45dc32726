import { rowsOf } from './route.ts';

/** What is printed on request: by the function that has templates and fonts, which the machine calls as well. */
// biome-ignore format: a table
export const printed = rowsOf('documents', 'public', [
  // It changes nothing: asked again it is printed again.
  { id: 'preview-form', method: 'POST', path: '/v1/me/applications/{applicationId}/preview',
    roles: ['APPLICANT'], response: 'Link', idempotent: false,
    zh: '评审表预览', en: 'The review form as it would be printed', rules: ['R58', 'R60'] },
]);
