import { fieldId, fieldName } from '../../kit/findings.ts';
import { type PageStep, pages, type View } from './progress.ts';

/** Where what a finding names can be mended. */

const roots: Record<string, PageStep> = {
  photo: 'PHOTO',
  commitment: 'COMMITMENT',
  data: 'DATA',
  achievements: 'ACHIEVEMENTS',
  attachments: 'ATTACHMENTS',
};

/** The page of the declaration that a path belongs to. */
export function stepOfPath(path: string): PageStep | undefined {
  const root = path.split('/')[1] ?? '';
  return roots[root] ?? pages.find(({ step }) => step === root)?.step;
}

/** The page on which a returned thing is mended. */
export const slugOfPath = (path: string): string =>
  pages.find(({ step }) => step === stepOfPath(path))?.slug ?? 'preview';

/** C9: while returned, only what the return names may be changed, or what lies in it. */
export const mayChange = ({ stage, returned }: Pick<View, 'stage' | 'returned'>, places: readonly string[]) =>
  stage !== 'RETURNED' ||
  (returned?.items ?? []).some(({ path }) =>
    places.some((place) => `${place}/`.startsWith(`${path}/`) || path.startsWith(`${place}/`)),
  );

/** The address of a field's page, with the field; undefined for what stands on no page. */
export function placeOfField(path: string, applicationId?: string): string | undefined {
  if (path === '/unit' || path === '/currentUnit') return `/profile#${fieldId('currentUnit')}`;
  if (path.startsWith('/person')) return '/profile';
  if (path.startsWith('/profile/')) return `/profile#${fieldId(fieldName(path, 'profile'))}`;
  const step = stepOfPath(path);
  if (!step || !applicationId) return undefined;
  const field = path === `/${step}` ? '' : `#${fieldId(fieldName(path, 'data'))}`;
  return `/applications/${applicationId}/${slugOfPath(path)}${field}`;
}
