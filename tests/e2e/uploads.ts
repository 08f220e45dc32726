import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { caseBytes, type UploadCase, uploadCases } from '../fixtures/cases.ts';
import type { Demonstration } from './demonstration.ts';
import { enterSite, go, type Visitor, type Width } from './pages.ts';

/** Files as people have them, at the pages that take them (D12, D13). */

interface Tools {
  demo: Demonstration;
  visit(width: Width, what: (page: Page, v: Visitor) => Promise<void>): Promise<void>;
}

/** An AVIF is called one; a file that is gone leaves the field usable; an oddly written JPEG is taken. */
export const photoPage = ({ demo, visit }: Tools) =>
  visit('phone', async (page, v) => {
    await enterSite(page, 'applicant.demo');
    await go(page, `/applications/${await demo.idOf('applicant.demo')}/photo`);
    const field = page.locator('#f-photo');
    const picker = page.locator('#f-photo-file');
    const choose = (name: string) =>
      picker.setInputFiles({ name, mimeType: 'image/jpeg', buffer: caseBytes(name) });
    await choose('avif-renamed.jpg');
    await field.getByText('此文件的内容是 AVIF').waitFor();
    await chooseAndLose(page, '#f-photo-file');
    await field.getByText('这个文件现在读不出来').waitFor();
    expect(await v.violations()).toEqual([]);
    expect(await picker.isEnabled()).toBe(true);
    await choose('sos-ss1.jpg');
    await page.getByText('已更换照片').waitFor();
  });

/** A file that is deleted between choosing and reading: the page hears of the choice only when the file is gone. */
async function chooseAndLose(page: Page, picker: string): Promise<void> {
  const gone = join(mkdtempSync(join(tmpdir(), 'zhiping-gone-')), '证件照.jpg');
  writeFileSync(gone, caseBytes('sos-ss1.jpg'));
  await page.evaluate(
    "addEventListener('change', (event) => event.stopImmediatePropagation(), { capture: true, once: true })",
  );
  await page.locator(picker).setInputFiles(gone);
  rmSync(dirname(gone), { recursive: true });
  await page.locator(picker).dispatchEvent('change', { bubbles: true });
}

/** Documents get the verdict of the inspection, and names of ours. */
export const archivePage = ({ visit }: Tools) =>
  visit('desktop', async (page) => {
    await enterSite(page, 'applicant.demo');
    await go(page, '/archive/new');
    const field = page.locator('#f-fileIds');
    const names = page.locator('.stored-name');
    const choose = (one: UploadCase) =>
      page
        .locator('#f-fileIds-file')
        .setInputFiles({ name: one.fileName, mimeType: one.contentType, buffer: one.bytes });
    const taken: string[] = [];
    for (const one of uploadCases.filter((c) => c.purpose === 'ATTACHMENT' && !c.name.startsWith('pdf/'))) {
      await choose(one);
      if (one.says) await field.getByText(one.says).waitFor();
      else taken.push(one.served ?? one.fileName);
      await expect.poll(() => names.allTextContents()).toEqual(taken);
    }
    expect(taken).toContain('学历证书.pdf');
  });
