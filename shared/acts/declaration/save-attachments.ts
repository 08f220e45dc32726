import type { BodyOf } from '../../contracts/api/index.ts';
import type { DeclaredAttachment } from '../../contracts/declaration.ts';
import type { Table } from '../../store/base/table.ts';
import type { FileRecord } from '../../store/files.ts';
import { sameContent } from '../base/edit.ts';
import { acceptedFiles } from './draft-content.ts';
import type { OwnApplication } from './own-application.ts';
import { type AskedPage, type PageDeps, savePage, standingPage } from './save-page.ts';

/** Page 5 (R41–R57): own accepted files with their hashes, and the confirmation that all are right. */
export const saveAttachments = (
  deps: PageDeps,
  applicationId: string,
  asked: AskedPage<'AttachmentsStepBody'>,
) =>
  savePage(deps, { applicationId, step: 'ATTACHMENTS', act: 'SAVE_ATTACHMENTS' }, asked, async (own) => {
    const { attachments, confirmedFileIds, files } = await attachmentsOf(deps.table, asked.body, own);
    const declaration = { ...own.declaration, attachments, confirmedFileIds };
    return { own: { ...own, files: [...own.files, ...files] }, declaration };
  });

export const standingAttachments = (
  deps: PageDeps,
  applicationId: string,
  asked: AskedPage<'AttachmentsStepBody'>,
) =>
  standingPage(deps, applicationId, asked, ({ attachments, confirmedFileIds }) =>
    sameContent(
      [attachments.map(({ sha256: _of, ...one }) => one), confirmedFileIds],
      [asked.body.attachments.map(uploaded), confirmedOf(asked.body)],
    ),
  );

/**
 * Attachments with the hash of each file, so that the commitment covers its bytes (C10). Where a document came from is
 * the platform's to say (R44): what comes through here was uploaded.
 */
async function attachmentsOf(
  table: Table,
  body: BodyOf<'AttachmentsStepBody'>,
  own: OwnApplication,
): Promise<{ attachments: DeclaredAttachment[]; confirmedFileIds: string[]; files: FileRecord[] }> {
  const wanted = body.attachments.map(({ fileId }, i) => ({ fileId, field: `/attachments/${i}/fileId` }));
  const files = await acceptedFiles(table, wanted, own.application.applicantId);
  const attachments = body.attachments.map((one): DeclaredAttachment => {
    const sha256 = files.get(one.fileId)?.verdict?.facts.sha256;
    return { ...uploaded(one), ...(sha256 ? { sha256 } : {}) };
  });
  return { attachments, confirmedFileIds: confirmedOf(body), files: [...files.values()] };
}

const uploaded = (one: DeclaredAttachment): DeclaredAttachment => ({ ...one, source: 'UPLOADED' });

const confirmedOf = ({ attachments, confirmed }: BodyOf<'AttachmentsStepBody'>): string[] =>
  confirmed ? [...new Set(attachments.map((a) => a.fileId))] : [];
