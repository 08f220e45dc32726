import type { Finding } from '../../../shared/contracts/finding.ts';
import type { ResponseFor } from '../../kit/client.ts';
import { defineMessages } from '../../kit/i18n.ts';
import type { Tone } from '../../kit/notice.tsx';

export type Version = ResponseFor<'get-plan-version'>;
export type VersionHead = ResponseFor<'list-plan-versions'>['items'][number];

/** Words of the pages about versions of plans. */
export const words = defineMessages({
  version: ['第 {n} 版', 'Version {n}'],
  DRAFT: ['草稿', 'Draft'],
  PROPOSED: ['待另一人确认发布', 'Waits for a second person'],
  PUBLISHED: ['已发布', 'Published'],
  retired: ['已停用', 'Off offer'],
  SHIPPED: ['随软件提供', 'Came with the software'],
  CONSOLE: ['在工作台编制', 'Made in the console'],
  origin: ['来源', 'Origin'],
  basedOn: ['由第 {n} 版复制', 'Copied from version {n}'],
  changed: ['最近修改', 'Last changed'],
  proposed: ['提请发布', 'Proposed by'],
  published: ['发布', 'Published'],
  fingerprint: ['内容指纹（SHA-256）', 'Fingerprint (SHA-256)'],
  by: ['{name}，{at}', '{name}, {at}'],
});

export const toneOf: Readonly<Record<VersionHead['status'], Tone>> = {
  DRAFT: 'neutral',
  PROPOSED: 'warn',
  PUBLISHED: 'good',
};

export const planHref = ({ planCode, planVersion }: Pick<VersionHead, 'planCode' | 'planVersion'>) =>
  `/plans/${encodeURIComponent(planCode)}/${planVersion}`;

/** What stands against a section of the document. */
export const inSection = (findings: readonly Finding[], section: string): Finding[] =>
  findings.filter(({ field = '' }) => field === `/${section}` || field.startsWith(`/${section}/`));
