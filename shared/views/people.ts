import type { BodyOf, ResponseOf } from '../contracts/api/index.ts';
import { archiveParts } from '../contracts/api/people.ts';
import type { Finding } from '../contracts/finding.ts';
import { canonicalJson } from '../rules/base/canonical-json.ts';
import { missingInProfile } from '../rules/people/profile.ts';
import type { ArchiveRecord, ArchiveVersion } from '../store/archive.ts';
import type { ProfileRecord } from '../store/profiles.ts';
import type { UnitRecord } from '../store/units.ts';

/** A person's profile and archive, and an employing unit, as their readers get to see them. */

/** As its owner sees it. Before the first save everything is empty and the version is 0. */
export function profileView(
  profile: ProfileRecord | undefined,
  owner: { id: string; name: string },
  kept: ResponseOf<'Profile'>['kept'],
): ResponseOf<'Profile'> {
  const { updatedAt: _at, auditHash: _hash, ...shown } = profile ?? emptyProfile(owner);
  const findings = missingInProfile(shown);
  return { ...shown, complete: findings.length === 0, findings, kept };
}

function emptyProfile(owner: { id: string; name: string }): ProfileRecord {
  return {
    personId: owner.id,
    name: owner.name,
    idKind: 'RESIDENT_ID',
    idNumber: '',
    mobile: '',
    updatedAt: '',
    version: 0,
    auditHash: '',
  };
}

export function archiveView(item: ArchiveRecord): ResponseOf<'ArchiveItem'> {
  const { personName: _name, unit: _unit, createdAt: _created, auditHash: _hash, ...rest } = item;
  const { lastReturn: _last, removedAt: _removed, ...shown } = rest;
  return shown;
}

/**
 * As the unit reviews it (R6): with what it decided before, and what has changed since.
 * @param approved the version that is approved, where there is one
 */
export function archiveReviewView(
  item: ArchiveRecord,
  approved: ArchiveVersion | undefined,
): ResponseOf<'ArchiveQueue'>['items'][number] {
  const shown = { ...archiveView(item), personName: item.personName };
  const { lastReturn } = item;
  if (lastReturn) {
    const { at, remark, content } = lastReturn;
    return { ...shown, earlier: { decision: 'RETURNED', at, remark, changed: changedParts(content, item) } };
  }
  if (!approved) return shown;
  const { at } = approved.approvedBy;
  return { ...shown, earlier: { decision: 'APPROVED', at, changed: changedParts(approved, item) } };
}

type Content = BodyOf<'ArchiveItemBody'>;

const changedParts = (before: Content, after: Content) =>
  archiveParts.filter((part) => canonicalJson({ v: before[part] }) !== canonicalJson({ v: after[part] }));

/** An approved version as desks and experts see it. */
export function archiveVersionView(item: ArchiveVersion): ResponseOf<'ArchiveItem'> {
  return {
    ...item,
    approvedVersion: item.itemVersion,
    status: 'APPROVED',
    version: item.itemVersion,
    updatedAt: item.approvedBy.at,
  };
}

export function unitView(unit: UnitRecord, advice: readonly Finding[] = []): ResponseOf<'Unit'> {
  const { createdAt: _c, updatedAt: _u, boundAt: _b, auditHash: _h, accountName: _n, ...rest } = unit;
  const { suspended, setAside: _s, validTo: _v, ...shown } = rest;
  const held = suspended ? { suspended: { at: suspended.at, reason: suspended.reason } } : {};
  return { ...shown, ...held, advice: [...advice] };
}
