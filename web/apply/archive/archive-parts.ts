import { type FormPart, part } from '../../kit/draft.ts';
import { showLifeDate } from '../../kit/format.ts';
import { listOfIds } from '../../kit/merge.ts';
import { archiveKindName } from '../../kit/words.ts';
import { t } from '../words.ts';
import { words } from './archive-words.ts';

/** What is merged as one when an item was saved elsewhere meanwhile. */
export const archiveParts: readonly FormPart[] = [
  part('kind', () => words('kind'), archiveKindName),
  part('title', () => words('title')),
  part('role', () => words('role')),
  part<boolean>(
    'collective',
    () => words('collective'),
    (yes) => t(yes ? 'yes' : 'no'),
  ),
  part('from', () => t('from'), showLifeDate),
  part('to', () => t('to'), showLifeDate),
  part('description', () => words('description')),
  part<string>(
    'fileIds',
    () => words('files'),
    () => words('oneFile'),
    { rows: listOfIds },
  ),
];
