import type { Plan } from '../../shared/contracts/plan.ts';
import type { Caller } from './client.ts';
import { samplePdf, samplePhoto, sampleSignature } from './sample-files.ts';
import { type SamplePerson, sampleData, sampleDocuments } from './samples.ts';
import { type ApplicationView, upload, type World } from './world.ts';

/** The declaration, page by page (phase 2, R10–R58). Pages are edits: each looks first whether it is as wanted. */

export const PLAN = 'HZ-CONSTR-ENG-2020';

export interface Declarant {
  person: SamplePerson;
  unitName: string;
  applicationId: string;
}

export async function readPlan(world: World): Promise<Plan> {
  return (await world.client.anyone.call('get-plan', { params: { planCode: PLAN } })).plan;
}

export function viewOf(
  world: World,
  d: Pick<Declarant, 'person' | 'applicationId'>,
): Promise<ApplicationView> {
  return world.client
    .as(d.person.account)
    .call('get-application', { params: { applicationId: d.applicationId } });
}

/** T1 马上申报, after reading the requirements (R12). @returns the application's id */
export async function startApplication(world: World, person: SamplePerson): Promise<string> {
  const plan = await readPlan(world);
  const made = await world.client.as(person.account).call('create-application', {
    body: { planCode: PLAN, requirementsVersion: plan.version },
    key: world.key(`start ${person.account}`),
  });
  return made.applicationId;
}

/** R13–R19. */
export async function photoPage(world: World, d: Declarant): Promise<void> {
  const who = world.client.as(d.person.account);
  const fileId = await upload(world, who, {
    purpose: 'PHOTO',
    fileName: '证件照.jpg',
    contentType: 'image/jpeg',
    bytes: await portrait(d.person.account),
    planCode: PLAN,
  });
  const view = await viewOf(world, d);
  if (view.declaration.photo?.fileId === fileId) return;
  await who.call('save-photo', {
    params: { applicationId: d.applicationId },
    version: view.version,
    body: { fileId },
  });
}

const FACES = 2;
const portraits = new Map<number, Promise<Uint8Array<ArrayBuffer>>>();

/** One of a few portraits: drawing one takes a second. */
function portrait(account: string): Promise<Uint8Array<ArrayBuffer>> {
  const face = [...account].reduce((sum, c) => sum + (c.codePointAt(0) ?? 0), 0) % FACES;
  const known = portraits.get(face) ?? samplePhoto(`face ${face}`);
  portraits.set(face, known);
  return known;
}

/** R21–R24: the ticket that the QR code shows, and the letter signed by hand with it; again when the content changed (C10). */
export async function sign(world: World, d: Declarant): Promise<void> {
  const who = world.client.as(d.person.account);
  const view = await viewOf(world, d);
  if (view.commitmentValid) return;
  const ticket = await who.call('create-signing-ticket', {
    params: { applicationId: d.applicationId },
    key: crypto.randomUUID(),
  });
  const { width, height, strokes } = await sampleSignature(d.person.name);
  await who.call('sign-commitment', {
    params: { ticketId: ticket.ticketId },
    body: {
      ...{ scrolledToEnd: true, width, height },
      strokes: strokes.map((s) => s.map(({ x, y, t }) => ({ x: x / width, y: y / height, t }))),
    },
    key: world.key(`sign ${ticket.ticketId}`),
  });
}

/** R25–R36. */
export async function dataPage(world: World, d: Declarant): Promise<void> {
  const view = await viewOf(world, d);
  if (view.declaration.data.workStatement) return;
  await world.client.as(d.person.account).call('save-data', {
    params: { applicationId: d.applicationId },
    version: view.version,
    body: sampleData(await readPlan(world), d.person, d.unitName),
  });
}

/** R37–R39: approved archive items; a collective one with its proof of contribution. */
export async function achievementsPage(world: World, d: Declarant): Promise<void> {
  const who = world.client.as(d.person.account);
  const view = await viewOf(world, d);
  if (view.declaration.achievements.length > 0) return;
  const { items } = await who.call('list-archive');
  const achievements = [];
  for (const item of items.filter((i) => i.approvedVersion !== null)) {
    achievements.push({
      itemId: item.itemId,
      version: item.approvedVersion as number,
      contributionFileIds: item.collective ? [await contributionProof(world, who, d, item.title)] : [],
    });
  }
  await who.call('save-achievements', {
    params: { applicationId: d.applicationId },
    version: (await viewOf(world, d)).version,
    body: { achievements },
  });
}

function contributionProof(world: World, who: Caller, d: Declarant, title: string): Promise<string> {
  return upload(world, who, {
    purpose: 'ATTACHMENT',
    fileName: `主要贡献者证明-${title}.pdf`,
    contentType: 'application/pdf',
    bytes: samplePdf('主要贡献者证明', [`${d.person.name}系“${title}”的主要贡献者。`], { seal: d.unitName }),
    planCode: PLAN,
    documentCode: 'A9',
  });
}

/** R41–R57: what the requirements of this declaration ask for, uploaded and confirmed. */
export async function attachmentsPage(world: World, d: Declarant): Promise<void> {
  const who = world.client.as(d.person.account);
  const before = await viewOf(world, d);
  if (before.declaration.confirmedFileIds.length > 0) return;
  const attachments = [];
  for (const doc of sampleDocuments(d.person, d.unitName)) {
    const fileId = await upload(world, who, {
      purpose: 'ATTACHMENT',
      fileName: `${doc.title}.pdf`,
      contentType: 'application/pdf',
      bytes: samplePdf(doc.title, doc.lines, doc.seal ? { seal: doc.seal } : {}),
      planCode: PLAN,
      documentCode: doc.code,
    });
    attachments.push({
      code: doc.code,
      fileId,
      source: 'UPLOADED' as const,
      ...(doc.kind ? { kind: doc.kind } : {}),
    });
  }
  for (const a of before.declaration.achievements)
    for (const fileId of a.contributionFileIds)
      attachments.push({ code: 'A9', fileId, source: 'UPLOADED' as const, forAchievement: a.itemId });
  await who.call('save-attachments', {
    params: { applicationId: d.applicationId },
    version: (await viewOf(world, d)).version,
    body: { attachments, confirmed: true },
  });
}

/** R58: the form as it will be printed. */
export async function lookAtPreview(world: World, d: Declarant): Promise<void> {
  const params = { applicationId: d.applicationId };
  await world.client.as(d.person.account).call('preview-form', { params });
}

/** R58: everything is there, so it is handed in. */
export async function submit(world: World, d: Declarant): Promise<void> {
  const view = await viewOf(world, d);
  if (view.stage !== 'DRAFT') return;
  const params = { applicationId: d.applicationId };
  await world.client.as(d.person.account).call('submit-application', {
    params,
    body: { turn: view.turn, contentHash: view.contentHash },
    key: world.key(`submit ${d.applicationId} ${view.turn}`),
  });
}
