import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { schemaOf } from '../../shared/contracts/api/index.ts';
import { limits } from '../../shared/contracts/limits.ts';
import { withReplacements } from '../../shared/rules/base/printable.ts';
import {
  applicant,
  dataBody,
  givenCompleteDraft,
  givenUnit,
  itemBody,
  profileBody,
  read,
  save,
  unitBody,
} from './applicant-road.ts';
import { type Answer, createHarness, type Harness } from './harness.ts';
import { clerk, givenAt, post } from './office-road.ts';

/** D15: what cannot be printed is told where it is typed, by whoever types it. Values that people pasted. */

const wordBullet = '\uf0d8 负责施工';
const emoji = '✔ 负责施工👍';
const opinion = '同意✔👍';

let h: Harness;
beforeEach(async () => {
  h = await createHarness();
});
afterEach(() => h.close());

const told = (answer: Answer) => [answer.status, ...answer.problem().errors.map((e) => [e.code, e.field])];

describe('applicant', () => {
  it('D15: profile and archive refuse the text with its field', async () => {
    await givenUnit(h);
    const put = (body: unknown) =>
      h.call('api-applicant', 'PUT', '/v1/me/profile', { as: applicant, body, version: 0 });
    expect(told(await put({ ...profileBody, name: '赵👍', currentTitle: wordBullet }))).toEqual([
      422,
      ['TEXT_UNPRINTABLE', '/name'],
      ['TEXT_UNPRINTABLE', '/currentTitle'],
    ]);
    expect((await put({ ...profileBody, name: '䶮𬱖𠮷\u{2e9f5}' })).status).toBe(200);
    const add = (body: unknown) => h.call('api-applicant', 'POST', '/v1/me/archive', { as: applicant, body });
    const item = { ...itemBody, title: emoji, description: `${'一\n'.repeat(1000)}` };
    expect(told(await add(item))).toEqual([
      422,
      ['TEXT_UNPRINTABLE', '/title'],
      ['TEXT_LINES', '/description'],
    ]);
    const mended = { ...itemBody, title: '✔ H₂O ⌀12 xⁿ', role: withReplacements(wordBullet) };
    expect((await add(mended)).status).toBe(201);
  });

  it('D15: the data page is saved, tells what cannot be printed, and is not handed in', async () => {
    const { applicationId: id } = await givenCompleteDraft(h);
    for (const workStatement of [wordBullet, emoji, '一\n'.repeat(1000)]) {
      const saved = (await save(h, id, 'data', { ...dataBody, workStatement })).as('ApplicationView');
      expect(saved.findings.DATA?.map((f) => [f.rule, f.field])).toContainEqual([
        'D15',
        '/data/workStatement',
      ]);
    }
    const { turn, contentHash } = await read(h, id);
    const path = `/v1/me/applications/${id}/submission`;
    const refused = await h.call('api-applicant', 'POST', path, {
      as: applicant,
      body: { turn, contentHash },
    });
    expect(refused.problem().errors.map((e) => e.code)).toContain('TEXT_LINES');
    const offered = withReplacements(wordBullet);
    const saved = (await save(h, id, 'data', { ...dataBody, workStatement: offered })).as('ApplicationView');
    expect(saved.findings.DATA?.map((f) => f.rule) ?? []).not.toContain('D15');
  });

  it('what may be saved of a statement is what the form may hold', () => {
    const accepts = (length: number) =>
      z.safeParse(schemaOf('DataStepBody'), { workStatement: '字'.repeat(length) }).success;
    expect([accepts(limits.statement), accepts(limits.statement + 1)]).toEqual([true, false]);
  });
});

describe('units and desks', () => {
  it('D15: the name of a unit', async () => {
    const body = { ...unitBody, name: '杭州👍有限公司' };
    const refused = await h.call('api-applicant', 'POST', '/v1/unit', {
      as: { id: 'hr-9', role: 'UNIT_HR', name: unitBody.hrName },
      body,
    });
    expect(told(refused)).toEqual([422, ['TEXT_UNPRINTABLE', '/name']]);
  });

  it('D15: the opinion of a desk', async () => {
    const { applicationId: id, turn } = await givenAt(h, 'POINT_REVIEW');
    const refused = await post(h, clerk, `/v1/staff/applications/${id}/decision`, {
      turn,
      decision: 'APPROVE',
      opinion,
    });
    expect(told(refused)).toEqual([422, ['TEXT_UNPRINTABLE', '/opinion']]);
    expect(
      (
        await post(h, clerk, `/v1/staff/applications/${id}/decision`, {
          turn,
          decision: 'APPROVE',
          opinion: '同意✔',
        })
      ).status,
    ).toBe(200);
  });
});
