import type { Plan } from '../../../shared/contracts/plan.ts';
import { type FormPart, type Held, part } from '../../kit/draft.ts';
import { showLifeDate } from '../../kit/format.ts';
import { defineMessages, listed, say } from '../../kit/i18n.ts';
import { listBy, listOfIds } from '../../kit/merge.ts';
import { words as dataWords } from './data/data-words.ts';
import type { View } from './progress.ts';

const own = defineMessages({
  attachments: ['附件', 'Attachments'],
  file: ['一个文件', 'one file'],
  validUntil: ['在线验证有效期至 {date}', 'online verification valid until {date}'],
});

type Attachment = View['declaration']['attachments'][number];
export type Sent = Omit<Attachment, 'sha256'>;

export interface Given {
  list: Sent[];
  /** The files that 所有附件确认上传无误 was said of: one that comes later is not among them (R57). */
  confirmedFor: readonly string[];
}

export const isConfirmed = ({ list, confirmedFor }: Given): boolean =>
  list.length > 0 && list.every((a) => confirmedFor.includes(a.fileId));

const sent = ({ sha256: _hash, ...rest }: Attachment): Sent => rest;

/** What the page holds of the stored attachments. */
export const givenOf = ({ declaration, version }: View): Held<Given> => ({
  value: { list: declaration.attachments.map(sent), confirmedFor: declaration.confirmedFileIds },
  version,
});

/** Merged file by file: what was uploaded in two windows is all there, and not yet confirmed. */
export const givenParts = (plan: Plan): readonly FormPart[] => [
  part(
    'list',
    () => own('attachments'),
    ({ kind, validUntil }: Sent) =>
      listed([
        kind && dataWords(kind),
        validUntil && own('validUntil', { date: showLifeDate(validUntil) }),
        kind || validUntil ? undefined : own('file'),
      ]),
    {
      rows: listBy((a: Sent) => `${a.fileId}@${a.forAchievement ?? ''}`),
      rowLabel: ({ code }: Sent) =>
        say(plan.attachments.documents.find((one) => one.code === code)?.names) || own('attachments'),
    },
  ),
  part('confirmedFor', () => '', String, { rows: listOfIds, silent: true }),
];
