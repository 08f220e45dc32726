import type { opinionVerdicts } from '../../contracts/api/committee.ts';
import type { Bilingual, Finding } from '../../contracts/finding.ts';
import { find } from './findings.ts';

/**
 * Written opinions 评议意见 (B13). The library gives phrases for each verdict; the remark beside them is about this
 * candidate: words from the library alone, or the words used for somebody else, are no opinion.
 */

export type OpinionVerdict = (typeof opinionVerdicts)[number];

export const opinionVerdictNames: Record<OpinionVerdict, Bilingual> = {
  MEETS: { zh: '符合', en: 'Meets the conditions' },
  MOSTLY_MEETS: { zh: '基本符合', en: 'Mostly meets the conditions' },
  DOES_NOT_MEET: { zh: '不符合', en: 'Does not meet the conditions' },
};

/** Starting points for each verdict; they may be put into a remark, and do not count as part of it. */
export const opinionPhrases: Record<OpinionVerdict, readonly Bilingual[]> = {
  MEETS: [
    {
      zh: '专业理论扎实，能独立承担本专业技术工作。',
      en: 'Sound in theory; works independently in the field.',
    },
    { zh: '业绩具有专业代表性，本人为主要完成人。', en: 'Representative achievements as main contributor.' },
  ],
  MOSTLY_MEETS: [
    {
      zh: '业绩基本达到要求，但代表性有所不足。',
      en: 'Achievements suffice, though hardly representative.',
    },
    { zh: '专业能力基本具备，独立承担项目较少。', en: 'Able, with few projects led independently.' },
  ],
  DOES_NOT_MEET: [
    {
      zh: '所附业绩不能证明本人为主要完成人。',
      en: 'The achievements do not show a main contribution.',
    },
    { zh: '业绩与申报专业不一致。', en: 'The achievements are not in the field declared.' },
  ],
};

/** Code points of a remark that must be left when phrases, spaces and punctuation are taken away. */
export const OWN_WORDS = 8;

const bare = (text: string): string => text.normalize('NFKC').replace(/[\s\p{P}\p{S}]/gu, '');
const phrases = Object.values(opinionPhrases)
  .flat()
  .flatMap(({ zh, en }) => [bare(zh), bare(en)]);

/**
 * Is the remark about this candidate?
 * @param others the same expert's remarks on other candidates of the session
 */
export function checkRemark(remark: string, others: readonly string[]): Finding[] {
  const text = bare(remark);
  const own = [...phrases.reduce((left, phrase) => left.replaceAll(phrase, ''), text)].length;
  if (own < OWN_WORDS) return [find('OPINION_GENERIC', { field: '/remark', found: own, allowed: OWN_WORDS })];
  return others.some((other) => bare(other) === text) ? [find('OPINION_COPIED', { field: '/remark' })] : [];
}
