import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import {
  achievementsPage,
  attachmentsPage,
  dataPage,
  photoPage,
  sign,
} from '../../local/demo/acts-declare.ts';
import { addArchiveItem, approveArchive, sampleItems, saveProfile } from '../../local/demo/acts-people.ts';
import { samplePerson, sampleUnit } from '../../local/demo/samples.ts';
import type { Demonstration } from './demonstration.ts';
import { enterSite, go, settled, type Visitor } from './pages.ts';

/** Declaring under whatever plan is on offer, on a telephone. */

interface Tools {
  demo: Demonstration;
  visit(width: 'phone', what: (page: Page, v: Visitor) => Promise<void>): Promise<void>;
}

/** Somebody whom the demonstration's unit employs, with an archive that it has approved. */
async function givenSomebody({ demo: { world } }: Pick<Tools, 'demo'>, seed: string) {
  const person = samplePerson(seed);
  const unit = sampleUnit('demo', 'unit.demo');
  await saveProfile(world, person, unit.body.uscc);
  const year = Number((await world.stack.now()).slice(0, 4));
  for (const item of sampleItems) await addArchiveItem(world, person, item, year);
  await approveArchive(world, unit, person);
  return { person, unitName: unit.body.name };
}

/** R12: everything that the plan asks is read, then the button below it is pressed. @returns the application's id */
async function begin(page: Page, planCode: string, version: number): Promise<string> {
  await go(page, '/plans');
  await page.locator(`a[href="/plans/${planCode}"]`).first().click();
  await settled(page);
  await page.getByText(`第 ${version} 版要求`).waitFor();
  await page.locator('main').getByRole('button').last().click();
  await page.waitForURL(/\/applications\/[^/]+/);
  await settled(page);
  return /\/applications\/([^/]+)/.exec(new URL(page.url()).pathname)?.[1] ?? '';
}

/** G1, D30: what was published is declared under: begun and handed in on the pages, the six pages between by the API. */
export async function declareUnder({ demo, visit }: Tools, planCode: string, version: number): Promise<void> {
  const { person, unitName } = await givenSomebody({ demo }, 'nextyear');
  await visit('phone', async (page, v) => {
    await enterSite(page, person.account);
    const d = { person, unitName, applicationId: await begin(page, planCode, version) };
    await photoPage(demo.world, d);
    await sign(demo.world, d);
    await dataPage(demo.world, d);
    await achievementsPage(demo.world, d);
    await attachmentsPage(demo.world, d);
    await sign(demo.world, d);
    await go(page, `/applications/${d.applicationId}/preview`);
    expect(await v.violations()).toEqual([]);
    await page.getByRole('button', { name: '提交', exact: true }).click();
    await page.locator('dialog[open]').getByRole('button', { name: '提交' }).first().click();
    await page.waitForURL(/\/applications\/[^/]+\/status$/);
  });
  const view = await demo.viewOf(person.account);
  expect([view.stage, view.planCode, view.planVersion]).toEqual(['UNIT_REVIEW', planCode, version]);
}

/** Every plan that ships is on offer on the one stack; each is begun under, and its own photo is what is asked. */
export async function declareUnderEach({ demo, visit }: Tools): Promise<void> {
  const { items } = await demo.world.client.anyone.call('list-plans');
  const plans = ['HZ-CONSTR-ENG-2020', 'NB-CONSTR-SENIOR-2021', 'SX-FIRST-GRADING-2026'];
  expect(items.map((one) => one.planCode)).toEqual(expect.arrayContaining(plans));
  for (const planCode of plans) {
    const { plan } = await demo.world.client.anyone.call('get-plan', { params: { planCode } });
    const { person } = await givenSomebody({ demo }, `under-${planCode.slice(0, 2).toLowerCase()}`);
    await visit('phone', async (page, v) => {
      await enterSite(page, person.account);
      const applicationId = await begin(page, planCode, plan.version);
      await go(page, `/applications/${applicationId}/photo`);
      await page.getByText(plan.strings.pages.PHOTO).first().waitFor();
      await page
        .getByText(String(plan.photo.px.wGt ?? plan.photo.px.wGte))
        .first()
        .waitFor();
      expect(await v.violations()).toEqual([]);
    });
    const view = await demo.viewOf(person.account);
    expect([view.stage, view.planCode, view.planVersion]).toEqual(['DRAFT', planCode, plan.version]);
  }
}
