import type { Declaration } from '../../contracts/declaration.ts';
import type { ArchiveVersion } from '../../store/archive.ts';

/** Every file that a declaration points to, with those of the archive items' versions that it names. */
export function declaredFiles(
  { photo, achievements, attachments }: Declaration,
  versions: readonly Pick<ArchiveVersion, 'fileIds'>[] = [],
): string[] {
  return [
    ...(photo ? [photo.fileId] : []),
    ...attachments.map((a) => a.fileId),
    ...achievements.flatMap((a) => a.contributionFileIds),
    ...versions.flatMap((v) => v.fileIds),
  ];
}
