import type { Browser, Page, Request, Route } from 'playwright-core';
import { expect } from 'vitest';
import { achievementsPage } from '../../local/demo/acts-declare.ts';
import { approveArchive } from '../../local/demo/acts-people.ts';
import { samplePdf, samplePhoto } from '../../local/demo/sample-files.ts';
import { samplePerson, sampleUnit } from '../../local/demo/samples.ts';
import type { Demonstration } from './demonstration.ts';
import { enterSite, go, type Visitor, visitor } from './pages.ts';

/**
 * One person, one form, two windows: what was saved in the other window is neither hidden nor overwritten, and nothing
 * that was typed is lost. Every form that is saved with If-Match, on the applicant with half a declaration.
 */

const login = 'applicant.demo';

/** Two windows of one person, one wide and one narrow, and the first one's axe. */
export interface Tabs {
  readonly here: Page;
  readonly there: Page;
  readonly v: Visitor;
  readonly demo: Demonstration;
  /** What the browser complained about, but for the answers that a test loses on purpose. */
  errors(): string[];
  close(): Promise<void>;
}

export async function open(browser: Browser, demo: Demonstration): Promise<Tabs> {
  const { origin } = demo.world.client;
  await approveArchive(demo.world, sampleUnit('demo', 'unit.demo'), samplePerson('', login));
  const [v, other] = await Promise.all([
    visitor(browser, origin, 'desktop'),
    visitor(browser, origin, 'phone'),
  ]);
  for (const { page } of [v, other]) await enterSite(page, login);
  const lost = /net::ERR_(CONNECTION_RESET|FAILED)/;
  return {
    ...{ here: v.page, there: other.page, v, demo },
    errors: () => [...v.errors, ...other.errors].filter((line) => !lost.test(line)),
    close: async () => {
      await v.close();
      await other.close();
    },
  };
}

const choosing = (page: Page) => page.locator('.conflict');
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const side = { mine: '我填的', theirs: '别处保存的' } as const;

/** Presses, and waits until the server has taken it. */
async function save(page: Page, name: string): Promise<void> {
  const taken = page.waitForResponse((r) => r.request().method() === 'PUT' && r.ok());
  await button(page, name).click();
  await taken;
}

/** Presses, and is shown what both windows changed; nothing is overwritten by pressing again. */
async function collide(page: Page, name: string): Promise<void> {
  await button(page, name).click();
  await choosing(page).waitFor();
  await expect.poll(() => page.evaluate('document.activeElement.className')).toBe('conflict');
  let sent = 0;
  const count = (request: Request) => {
    if (request.method() === 'PUT') sent += 1;
  };
  page.on('request', count);
  await button(page, name).click();
  page.off('request', count);
  expect(sent).toBe(0);
}

/** Picks for every conflict, merges, saves. */
async function settle(page: Page, pick: keyof typeof side, name: string): Promise<void> {
  for (const one of await choosing(page).getByText(side[pick], { exact: true }).all()) await one.click();
  await button(page, '按选择合并').click();
  await choosing(page).waitFor({ state: 'detached' });
  await save(page, name);
}

interface TextForm {
  readonly path: string;
  readonly save: string;
  /** Two fields by their names; the first one is changed in both windows. */
  readonly one: string;
  readonly other: string;
  /** Saves a value of `one` as the same person's other window would. */
  elsewhere(value: string): Promise<unknown>;
  value(n: number): string;
}

/** A form of plain fields: edits of two fields are both kept, edits of one are chosen, a reload hides nothing. */
async function walk({ here, there, v }: Tabs, form: TextForm): Promise<void> {
  const field = (page: Page, name: string) => page.locator(`#f-${name}`);
  const shown = (page: Page) =>
    Promise.all([field(page, form.one).inputValue(), field(page, form.other).inputValue()]);
  const { value } = form;

  // A page of its own each time, without the wait for the last of its pictures.
  const open = async (page: Page) => {
    await page.goto(form.path);
    await field(page, form.one).waitFor();
  };
  await Promise.all([open(here), open(there)]);
  await field(there, form.one).fill(value(1));
  await save(there, form.save);
  await field(here, form.other).fill(value(2));
  await save(here, form.save);
  await here.locator('.toast').getByText('别处改过的内容也已并入').waitFor();
  await open(here);
  expect(await shown(here)).toEqual([value(1), value(2)]);

  await form.elsewhere(value(3));
  await field(here, form.one).fill(value(4));
  await collide(here, form.save);
  expect(await choosing(here).textContent()).toContain(value(3));
  expect(await v.violations()).toEqual([]);
  await button(here, '按选择合并').click();
  await choosing(here).getByText('请选择用哪一个').waitFor();
  await settle(here, 'mine', form.save);
  await open(here);
  expect(await shown(here)).toEqual([value(4), value(2)]);

  await form.elsewhere(value(5));
  await field(here, form.one).fill(value(6));
  await field(here, form.other).fill(value(7));
  await collide(here, form.save);
  await settle(here, 'theirs', form.save);
  await open(here);
  expect(await shown(here)).toEqual([value(5), value(7)]);

  await field(here, form.other).fill(value(8));
  await form.elsewhere(value(9));
  await here.reload();
  await here.getByText('已并入').waitFor();
  expect(await shown(here)).toEqual([value(9), value(8)]);
  await field(here, form.one).fill(value(10));
  await form.elsewhere(value(11));
  await here.reload();
  await choosing(here).waitFor();
  expect(await shown(here)).toEqual([value(10), value(8)]);
  await settle(here, 'theirs', form.save);
}

async function profile(tabs: Tabs): Promise<void> {
  const who = tabs.demo.world.client.as(login);
  await walk(tabs, {
    path: '/profile',
    save: '保存',
    one: 'email',
    other: 'currentTitle',
    value: (n) => `mail${n}@example.org`,
    elsewhere: async (email) => {
      const {
        personId: _p,
        unitName: _u,
        complete: _c,
        findings: _f,
        version,
        ...body
      } = await who.call('get-profile');
      await who.call('save-profile', { body: { ...body, email }, version });
    },
  });
}

/** The server has saved, and its answer is lost each time: nothing is lost here, and pressing again is no conflict. */
async function lostAnswer({ here, demo }: Tabs): Promise<void> {
  const { version } = await demo.world.client.as(login).call('get-profile');
  await go(here, '/profile');
  const email = here.locator('#f-email');
  await email.fill('lost@example.org');
  const lose = async (route: Route) => {
    if (route.request().method() !== 'PUT') return route.continue();
    await route.fetch();
    await route.abort('connectionreset');
  };
  await here.route('**/v1/me/profile', lose);
  await button(here, '保存').click();
  await here.getByText('没有连上服务器').waitFor();
  expect(await email.inputValue()).toBe('lost@example.org');
  await here.unroute('**/v1/me/profile', lose);
  await save(here, '保存');
  expect(await choosing(here).count()).toBe(0);
  const now = await demo.world.client.as(login).call('get-profile');
  expect(now).toMatchObject({ email: 'lost@example.org', version: version + 1 });
}

async function archiveItem(tabs: Tabs): Promise<void> {
  const who = tabs.demo.world.client.as(login);
  const body = { kind: 'PROJECT', title: '两个窗口', role: '设计', collective: false, fileIds: [] };
  const { itemId } = await who.call('create-archive-item', { body, key: crypto.randomUUID() });
  await walk(tabs, {
    path: `/archive/${itemId}`,
    save: '暂存',
    one: 'title',
    other: 'role',
    value: (n) => `某工程第${n}期`,
    elsewhere: async (title) => {
      const item = (await who.call('list-archive')).items.find((one) => one.itemId === itemId);
      await who.call('save-archive-item', {
        params: { itemId },
        body: { ...body, role: item?.role ?? '', title },
        version: item?.version ?? 0,
      });
    },
  });
  // Put before the unit in the other window: nothing that is typed here takes it back.
  const { here } = tabs;
  await here.locator('#f-title').fill('送审之后又改');
  await who.call('submit-archive-item', { params: { itemId }, key: crypto.randomUUID() });
  await button(here, '暂存').click();
  await here.getByText('已在别处送审或审查').waitFor();
  expect(await here.locator('#f-title').isDisabled()).toBe(true);
  const item = (await who.call('list-archive')).items.find((one) => one.itemId === itemId);
  expect(item).toMatchObject({ status: 'SAVED' });
  expect(item?.title).not.toBe('送审之后又改');
}

async function dataPage(tabs: Tabs): Promise<void> {
  const who = tabs.demo.world.client.as(login);
  const applicationId = await tabs.demo.idOf(login);
  await walk(tabs, {
    path: `/applications/${applicationId}/data`,
    save: '下一步',
    one: 'workStatement',
    other: 'educations-0-school',
    value: (n) => `从事建筑施工技术管理，第${n}稿。`,
    elsewhere: async (workStatement) => {
      const { declaration, version } = await tabs.demo.viewOf(login);
      await who.call('save-data', {
        params: { applicationId },
        body: { ...declaration.data, workStatement },
        version,
      });
    },
  });
}

const pdf = (title: string) => ({
  name: `${title}.pdf`,
  mimeType: 'application/pdf',
  buffer: Buffer.from(samplePdf(title, [`${title}。`])),
});

/** Rows: two achievements chosen in two windows are both chosen; one taken away here and changed there is asked about. */
async function achievements({ here, there, demo }: Tabs): Promise<void> {
  const who = demo.world.client.as(login);
  const { items } = await who.call('list-archive');
  const [single, collective] = [false, true].map((is) =>
    items.find((one) => one.collective === is && one.approvedVersion !== null),
  );
  const applicationId = await demo.idOf(login);
  const path = `/applications/${applicationId}/achievements`;
  const { version } = await demo.viewOf(login);
  await who.call('save-achievements', { params: { applicationId }, body: { achievements: [] }, version });
  const box = (page: Page, id = '') => page.locator(`label[for=f-pick-${id}]`);
  const chosen = async () =>
    (await demo.viewOf(login)).declaration.achievements.map(({ itemId }) => itemId).sort();

  await go(here, path);
  await go(there, path);
  await box(there, single?.itemId).click();
  await save(there, '下一步');
  await box(here, collective?.itemId).click();
  await save(here, '下一步');
  expect(await chosen()).toEqual([single?.itemId, collective?.itemId].sort());

  await go(here, path);
  await go(there, path);
  const proof = there.locator(`#f-proof-${collective?.itemId}-file`);
  await proof.setInputFiles(pdf('主要贡献者证明'));
  await there.locator('.stored-file').first().waitFor();
  await save(there, '下一步');
  await box(here, collective?.itemId).click();
  await collide(here, '下一步');
  await choosing(here).getByText('主要贡献者依据 1 份').waitFor();
  await choosing(here).getByText('已删除').waitFor();
  await settle(here, 'theirs', '下一步');
  expect(await chosen()).toContain(collective?.itemId);
}

/** Files uploaded in two windows are all there, and what was confirmed of fewer files is not confirmed any more (R57). */
async function attachments({ here, there, demo }: Tabs): Promise<void> {
  const d = await demo.declarant(login);
  await achievementsPage(demo.world, d);
  const { version } = await demo.viewOf(login);
  await demo.world.client.as(login).call('save-attachments', {
    params: { applicationId: d.applicationId },
    body: { attachments: [], confirmed: false },
    version,
  });
  const path = `/applications/${d.applicationId}/attachments`;
  const upload = async (page: Page, n: number, title: string) => {
    const row = page.locator('.items > li').nth(n);
    await row.locator('input[type=file]').first().setInputFiles(pdf(title));
    await row.locator('.stored-file').first().waitFor();
  };
  await go(here, path);
  await go(there, path);
  await upload(there, 0, '学历证书');
  await there.locator('label[for=f-confirmed]').click();
  await save(there, '下一步');
  await upload(here, 1, '学历认证报告');
  await save(here, '下一步');
  const { declaration } = await demo.viewOf(login);
  expect(declaration.attachments).toHaveLength(2);
  expect(new Set(declaration.attachments.map((one) => one.code)).size).toBe(2);
  expect(await here.locator('#f-confirmed').isChecked()).toBe(false);
}

/** Another page saved meanwhile is no conflict; another photo is, and both are seen. */
async function photo({ here, v, demo }: Tabs): Promise<void> {
  const who = demo.world.client.as(login);
  const applicationId = await demo.idOf(login);
  const path = `/applications/${applicationId}/photo`;
  const choose = async (seed: string) => {
    const buffer = Buffer.from(await samplePhoto(seed));
    await here
      .locator('#f-photo-file')
      .setInputFiles({ name: `${seed}.jpg`, mimeType: 'image/jpeg', buffer });
    await here.getByText('已更换照片').waitFor();
  };
  const before = (await demo.viewOf(login)).declaration.photo?.fileId ?? '';
  const { declaration, version } = await demo.viewOf(login);
  await go(here, path);
  await who.call('save-data', { params: { applicationId }, body: declaration.data, version: version });
  await choose('browser');
  await here.reload();
  await here.getByText('已更换照片').waitFor();
  await save(here, '下一步');
  const mine = (await demo.viewOf(login)).declaration.photo?.fileId;
  expect(mine).not.toBe(before);

  await go(here, path);
  await choose('browser 2');
  const now = await demo.viewOf(login);
  await who.call('save-photo', { params: { applicationId }, body: { fileId: before }, version: now.version });
  await collide(here, '下一步');
  await expect.poll(() => choosing(here).locator('img').count()).toBe(2);
  expect(await v.violations()).toEqual([]);
  await settle(here, 'mine', '下一步');
  expect([before, mine]).not.toContain((await demo.viewOf(login)).declaration.photo?.fileId);
}

/** Every form that is saved with If-Match. */
export const forms: [name: string, walk: (tabs: Tabs) => Promise<void>][] = [
  ['profile', profile],
  ['an answer that is lost', lostAnswer],
  ['archive item', archiveItem],
  ['data page', dataPage],
  ['achievements', achievements],
  ['attachments', attachments],
  ['photo', photo],
];
