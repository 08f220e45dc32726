import type { Finding } from '../../../shared/contracts/finding.ts';
import type { ResponseFor } from '../../kit/client.ts';
import { linesOf } from '../../kit/findings.ts';
import { defineMessages } from '../../kit/i18n.ts';
import type { Tone } from '../../kit/notice.tsx';

export type Version = ResponseFor<'get-directory-version'>;
export type VersionHead = ResponseFor<'list-directory-versions'>['items'][number];
/** One entry of a document that may still be of any shape. */
export type Entry = Readonly<Record<string, unknown>>;

/** Words of the pages about directories. */
export const words = defineMessages({
  version: ['第 {n} 版', 'Version {n}'],
  DRAFT: ['草稿', 'Draft'],
  PROPOSED: ['待另一人确认', 'Waits for a second person'],
  PUBLISHED: ['已发布', 'Published'],
  inForce: ['现行', 'In force'],
  coming: ['{day} 起生效', 'from {day}'],
  past: ['已被替代', 'Replaced'],
  SHIPPED: ['由随软件提供的申报计划生成', 'Made of the plans that came with the software'],
  CONSOLE: ['在工作台编制', 'Made in the console'],
  origin: ['来源', 'Origin'],
  basedOn: ['由第 {n} 版复制', 'Copied from version {n}'],
  effective: ['生效日期', 'Counts from'],
  changed: ['最近修改', 'Last changed'],
  by: ['{name}，{at}', '{name}, {at}'],
  LOAD_DIRECTORY: ['载入', 'Loaded'],
  CREATE_DIRECTORY_VERSION: ['新建', 'Made'],
  IMPORT_DIRECTORY: ['导入', 'Imported'],
  SAVE_DIRECTORY_VERSION: ['修改', 'Changed'],
  PROPOSE_DIRECTORY: ['提请发布', 'Proposed'],
  REFUSE_DIRECTORY: ['退回', 'Refused'],
  PUBLISH_DIRECTORY: ['确认发布', 'Published'],
});

type HistoryAct = Extract<Parameters<typeof words>[0], `${string}_DIRECTORY${string}`>;
export const actName = (act: string): string => words(act as HistoryAct);

export const toneOf: Readonly<Record<VersionHead['status'], Tone>> = {
  DRAFT: 'neutral',
  PROPOSED: 'warn',
  PUBLISHED: 'good',
};

export const directoryHref = (one: Pick<VersionHead, 'directoryCode' | 'directoryVersion'>): string =>
  `/directories/${one.directoryCode}/${one.directoryVersion}`;

export const paramsOf = (one: Pick<VersionHead, 'directoryCode' | 'directoryVersion'>) => ({
  directoryCode: one.directoryCode,
  directoryVersion: String(one.directoryVersion),
});

/** Routes whose answers a change of a version makes stale. */
export const stale = [
  'get-directory-version',
  'list-directory-versions',
  'list-directory-changes',
  'list-directories',
] as const;

/** What stands against an entry, or a place of the document. */
export const linesAt = (findings: readonly Finding[], pointer: string) =>
  linesOf(findings.filter(({ field = '' }) => field === pointer || field.startsWith(`${pointer}/`))).map(
    (line) => ({ ...line, field: undefined }),
  );
