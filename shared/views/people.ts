import type { ResponseOf } from '../contracts/api/index.ts';
import type { Finding } from '../contracts/finding.ts';
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
  const { personName: _name, unit: _unit, createdAt: _created, auditHash: _hash, ...shown } = item;
  return shown;
}

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
  const { createdAt: _c, updatedAt: _u, boundAt: _b, auditHash: _h, accountName: _n, ...shown } = unit;
  return { ...shown, advice: [...advice] };
}
