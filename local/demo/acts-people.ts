import type { Caller } from './client.ts';
import { samplePdf } from './sample-files.ts';
import type { SamplePerson, SampleUnit } from './samples.ts';
import { isRefusal, upload, type World } from './world.ts';

/** Units, profiles and archives (phase 1, R2–R9). Each act may be done twice: the second time changes nothing. */

export async function registerUnit(world: World, unit: SampleUnit): Promise<void> {
  const hr = world.client.as(unit.account);
  // D16: the head of HR is who signs in.
  unit.body.hrName = await hr.name();
  try {
    await hr.call('get-unit');
  } catch (error) {
    if (!isRefusal(error, 'NOT_FOUND')) throw error;
    await hr.call('register-unit', { body: unit.body, key: world.key(`register ${unit.account}`) });
  }
}

/** R8: the letter through the platform. */
export async function submitAuthorisation(world: World, unit: SampleUnit): Promise<void> {
  const hr = world.client.as(unit.account);
  const { name, hrName } = unit.body;
  const fileId = await upload(world, hr, {
    purpose: 'AUTHORISATION',
    fileName: '授权委托证明.pdf',
    contentType: 'application/pdf',
    bytes: samplePdf('授权委托证明', [`兹授权我单位人事负责人${hrName}办理职称申报与评审相关事宜。`], {
      seal: name,
    }),
  });
  const { status } = await hr.call('get-unit');
  if (status !== 'REGISTERED' && status !== 'AUTH_RETURNED') return;
  await hr.call('submit-authorisation', { body: { fileId }, key: world.key(`authorise ${unit.account}`) });
}

/** R8, Q3: the point of the place where the unit is looks at the letter and accepts it. */
export async function acceptAuthorisation(world: World, unit: SampleUnit, point: string): Promise<void> {
  const clerk = world.client.as(point);
  const { uscc } = unit.body;
  const hr = world.client.as(unit.account);
  if ((await hr.call('get-unit')).status === 'BOUND') return;
  await clerk.call('get-authorisation-file', { params: { uscc } });
  const { version } = await hr.call('get-unit');
  await clerk.call('decide-authorisation', {
    params: { uscc },
    body: { version, decision: 'ACCEPT' },
    key: world.key(`accept ${uscc} ${version}`),
  });
}

/** R3, R9: the profile, with the bound unit as current unit. */
export async function saveProfile(world: World, person: SamplePerson, uscc: string): Promise<void> {
  const who = world.client.as(person.account);
  // D16: so is the applicant; the papers that follow bear that name.
  person.name = await who.name();
  const before = await who.call('get-profile');
  if (before.complete && before.currentUnit === uscc) return;
  await who.call('save-profile', {
    version: before.version,
    body: {
      name: person.name,
      idKind: 'RESIDENT_ID',
      idNumber: person.idNumber,
      mobile: person.mobile,
      highestEducation: '本科',
      currentTitle: '助理工程师',
      currentUnit: uscc,
    },
  });
}

export interface SampleItem {
  title: string;
  role: string;
  collective: boolean;
}

export const sampleItems: SampleItem[] = [
  { title: '某社区综合服务中心工程', role: '技术负责人', collective: false },
  { title: '某中学教学楼改扩建工程', role: '施工技术员（主要贡献者）', collective: true },
];

/**
 * R3–R6: an archive item with its file, saved for the unit's review.
 * @returns id of the item
 */
export async function addArchiveItem(
  world: World,
  person: SamplePerson,
  item: SampleItem,
  year: number,
): Promise<string> {
  const who = world.client.as(person.account);
  const fileId = await upload(world, who, {
    purpose: 'ARCHIVE',
    fileName: `${item.title}.pdf`,
    contentType: 'application/pdf',
    bytes: samplePdf('工程业绩证明', [`${person.name}在“${item.title}”中任${item.role}。`], {
      seal: '建设单位（示例）',
    }),
  });
  const made = await who.call('create-archive-item', {
    body: {
      kind: 'PROJECT',
      ...item,
      from: `${year - 4}-03-01`,
      to: `${year - 2}-11-30`,
      description: '施工组织设计、专项方案与现场技术管理。',
      fileIds: [fileId],
    },
    key: world.key(`item ${person.account} ${item.title}`),
  });
  if ((await archiveItem(who, made.itemId)).status !== 'DRAFT') return made.itemId;
  await who.call('submit-archive-item', {
    params: { itemId: made.itemId },
    key: world.key(`submit item ${made.itemId}`),
  });
  return made.itemId;
}

/** R6: the unit approves everything of that person that waits for it. */
export async function approveArchive(world: World, unit: SampleUnit, person: SamplePerson): Promise<void> {
  const hr = world.client.as(unit.account);
  const { items } = await hr.call('list-unit-archive');
  for (const item of items.filter((i) => i.personId === person.account && i.status === 'SAVED')) {
    await hr.call('decide-archive-item', {
      params: { personId: item.personId, itemId: item.itemId },
      body: { version: item.version, decision: 'APPROVE' },
      key: world.key(`approve item ${item.itemId} ${item.version}`),
    });
  }
}

async function archiveItem(who: Caller, itemId: string) {
  const { items } = await who.call('list-archive');
  const found = items.find((i) => i.itemId === itemId);
  if (!found) throw new Error(`the archive has no item ${itemId}`);
  return found;
}
