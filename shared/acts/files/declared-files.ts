import type { Declaration } from '../../contracts/declaration.ts';
import type { Finding } from '../../contracts/finding.ts';
import { find } from '../../rules/files/findings.ts';
import type { ArchiveVersion } from '../../store/archive.ts';
import type { FileRecord } from '../../store/files.ts';

/** The same file named again in one list, or the same content uploaded again (by its SHA-256). */
export function sameFileTwice(
  fileIds: readonly string[],
  files: readonly Pick<FileRecord, 'fileId' | 'fileName' | 'verdict'>[],
  rule: 'R3' | 'R37' | 'D22',
  field: string,
): Finding[] {
  const known = new Map(files.map((file) => [file.fileId, file]));
  const first = new Map<string, string>();
  return fileIds.flatMap((fileId) => {
    const file = known.get(fileId);
    if (!file) return [];
    const content = file.verdict?.facts.sha256 || fileId;
    const other = first.get(content);
    if (other === undefined) {
      first.set(content, file.fileName);
      return [];
    }
    return [find('FILE_TWICE', { rule, field, found: file.fileName, words: { other } })];
  });
}

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
