import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { directoryEvents } from '../../shared/store/directories.ts';
import {
  CITY,
  copyDirectory,
  decideDirectory,
  directoryPath,
  documentOf,
  givenDraftDirectory,
  givenProposedDirectory,
  givenPublishedDirectory,
  saveDirectory,
} from './directory-kit.ts';
import { type Answer, type Caller, createHarness, type Harness } from './harness.ts';
import { head, office, ops, ops2, PLAN } from './office-road.ts';

const otherOffice: Caller = { ...office, id: 'office-8', scope: 'DEMO-NB-LIB-MID-2026' };

let h: Harness;
beforeEach(async () => {
  h = await createHarness();
});
afterEach(() => h.close());

const versions = async (as: Caller = ops) =>
  (await h.call('api-staff', 'GET', '/v1/staff/directories', { as })).as('DirectoryVersionList');
const codesOf = (answer: Answer) => answer.problem().errors.map((e) => e.code);
const plan = async () => (await h.call('api-public', 'GET', `/v1/plans/${PLAN}`)).as('PlanDocument').plan;
const inForce = async () => (await h.call('api-public', 'GET', '/v1/directories')).as('DirectoryList').items;
const pointIn = <P extends { pointId: string }>(city: { points: P[] }, id: string): P =>
  city.points.find((p) => p.pointId === id)!;

describe('R28: what the plans that ship say of their city is its first version', () => {
  it('published, in force, marked as sample data, stored once', async () => {
    const { items } = await versions();
    expect(items.map((v) => [v.directoryCode, v.directoryVersion, v.status, v.origin, v.inForce])).toEqual([
      ['330100', 1, 'PUBLISHED', 'SHIPPED', true],
      ['330200', 1, 'PUBLISHED', 'SHIPPED', true],
    ]);
    const [first] = items;
    expect((await directoryEvents(h.deps.table, first!)).map((e) => e.act)).toEqual(['LOAD_DIRECTORY']);
    const [hangzhou] = await inForce();
    expect(hangzhou).toMatchObject({ directoryCode: CITY, sample: true });
    expect(hangzhou?.points).toEqual((await plan()).directory.points);
  });

  it('an office keeps the directory of its own city; another city is answered like nothing', async () => {
    expect((await versions(office)).items.map((v) => v.directoryCode)).toEqual([CITY]);
    expect((await versions(otherOffice)).items.map((v) => v.directoryCode)).toEqual(['330200']);
    const path = directoryPath({ directoryCode: CITY, directoryVersion: 1 });
    expect((await h.call('api-staff', 'GET', path, { as: otherOffice })).problem().status).toBe(404);
    const made = (await copyDirectory(h, 1, office)).as('DirectoryVersion');
    const taken = { as: otherOffice, body: { document: made.document } };
    expect((await h.call('api-staff', 'POST', '/v1/staff/directories', taken)).problem().code).toBe(
      'OUT_OF_SCOPE',
    );
  });
});

describe('R28, G3, D26: a change of the directory', () => {
  it('is told in words, confirmed by a second person, and seen by everybody at once', async () => {
    const proposed = await givenProposedDirectory(h, (city) => {
      Object.assign(pointIn(city, 'P330106'), {
        phone: '０５７１ 8888 6666',
        hours: { zh: '工作日 9:00–17:00' },
      });
    });
    const changes = (await h.call('api-staff', 'GET', `${directoryPath(proposed)}/changes`, { as: ops2 })).as(
      'ChangesOfDirectory',
    );
    expect(changes).toMatchObject({ since: 1, more: 0 });
    expect(changes.changes.map((c) => c.words.zh)).toEqual([
      '生效日期由“2020-01-01”改为“2020-09-01”',
      '受理点“西湖区受理点”（P330106）：电话由“0571-00000106”改为“057188886666”',
      '受理点“西湖区受理点”（P330106）：办公时间增加“工作日 9:00–17:00”',
    ]);
    expect(pointIn((await plan()).directory, 'P330106').phone).toBe('0571-00000106');
    const alone = await decideDirectory(h, proposed, 'CONFIRM', ops);
    expect([alone.problem().code, codesOf(alone)]).toEqual([
      'SEPARATION_OF_DUTIES',
      ['DIRECTORY_TWO_PEOPLE'],
    ]);
    const published = (await decideDirectory(h, proposed, 'CONFIRM', head)).as('DirectoryVersion');
    expect(published).toMatchObject({ status: 'PUBLISHED', inForce: true });
    expect(published.history.map((e) => [e.act, e.by.id])).toEqual([
      ['CREATE_DIRECTORY_VERSION', 'ops-1'],
      ['SAVE_DIRECTORY_VERSION', 'ops-1'],
      ['PROPOSE_DIRECTORY', 'ops-1'],
      ['PUBLISH_DIRECTORY', 'head-1'],
    ]);
    expect(published.history[1]?.changes?.map((one) => one.zh)).toEqual(
      changes.changes.map((one) => one.words.zh).slice(1),
    );
    expect(pointIn((await plan()).directory, 'P330106').phone).toBe('057188886666');
    expect(pointIn((await inForce())[0]!, 'P330106').hours).toEqual({ zh: '工作日 9:00–17:00' });
  });

  it('counts from its day on, not before', async () => {
    await givenPublishedDirectory(h, (city) => {
      city.effectiveFrom = '2020-10-01';
      pointIn(city, 'P330106').phone = '0571-66666666';
    });
    expect((await versions()).items.map((v) => [v.directoryVersion, v.inForce]).slice(0, 2)).toEqual([
      [1, true],
      [2, false],
    ]);
    expect(pointIn((await inForce())[0]!, 'P330106').phone).toBe('0571-00000106');
    h.clock.set('2020-09-30T16:00:00.000Z');
    expect(pointIn((await inForce())[0]!, 'P330106').phone).toBe('0571-66666666');
    expect(pointIn((await plan()).directory, 'P330106').phone).toBe('0571-66666666');
  });

  it('never changes once it is published, by any way', async () => {
    const published = await givenPublishedDirectory(h);
    const city = documentOf(published);
    expect(codesOf(await saveDirectory(h, published, city))).toEqual(['DIRECTORY_PUBLISHED']);
    for (const decision of ['PROPOSE', 'CONFIRM', 'REFUSE'] as const)
      expect(codesOf(await decideDirectory(h, published, decision, ops2, '再想'))).toEqual([
        'DIRECTORY_PUBLISHED',
      ]);
  });

  it('with something amiss is neither proposed nor published; refused, it can be mended', async () => {
    const draft = await givenDraftDirectory(h, (city) => {
      pointIn(city, 'P330106').phone = '110-abc';
    });
    expect(draft.findings.map((f) => [f.code, f.severity])).toEqual([
      ['DIRECTORY_NO_SUCCESSOR', 'advice'],
      ['DIRECTORY_NO_SUCCESSOR', 'advice'],
      ['DIRECTORY_NO_SUCCESSOR', 'advice'],
      ['DIRECTORY_NO_SUCCESSOR', 'advice'],
      ['DIRECTORY_PHONE', 'error'],
    ]);
    expect((await decideDirectory(h, draft, 'PROPOSE', ops)).problem().code).toBe('GUARD');
  });

  it('of two people who save at once, the second is told what stands there now', async () => {
    const draft = await givenDraftDirectory(h);
    const first = documentOf(draft);
    first.names = { zh: '甲' };
    (await saveDirectory(h, draft, first, ops)).as('DirectoryVersion');
    const late = (await saveDirectory(h, draft, { ...first, names: { zh: '乙' } }, ops2)).problem();
    expect([late.status, late.code]).toEqual([412, 'STALE_VERSION']);
    expect(late.current).toMatchObject({ document: { names: { zh: '甲' } } });
  });

  it('D26: of a proposal that was refused the reason stands in the history', async () => {
    const proposed = await givenProposedDirectory(h);
    expect(codesOf(await decideDirectory(h, proposed, 'REFUSE', ops2))).toEqual(['DIRECTORY_REASON']);
    const refused = (await decideDirectory(h, proposed, 'REFUSE', ops2, '电话有误')).as('DirectoryVersion');
    expect(refused.status).toBe('DRAFT');
    expect(refused.history.at(-1)).toMatchObject({ act: 'REFUSE_DIRECTORY', reason: '电话有误' });
  });

  test.each([
    ['no city', { names: { zh: '无' } }, 'DIRECTORY_CODE'],
    ['too deep', deep(40), 'DIRECTORY_TOO_DEEP'],
    ['too large', { directoryCode: CITY, names: { zh: '大'.repeat(70_000) } }, 'DIRECTORY_TOO_LARGE'],
  ])('an import is refused: %s', async (_why, document, code) => {
    const answer = await h.call('api-staff', 'POST', '/v1/staff/directories', {
      as: ops,
      body: { document },
    });
    expect(codesOf(answer)).toEqual([code]);
  });

  it('of any other shape is taken as a draft, with everything that is amiss', async () => {
    const body = { document: { directoryCode: '440100', names: { zh: '广州市名录' } } };
    const made = (await h.call('api-staff', 'POST', '/v1/staff/directories', { as: ops, body })).as(
      'DirectoryVersion',
    );
    expect(made).toMatchObject({ directoryVersion: 1, status: 'DRAFT', name: '广州市名录' });
    expect(new Set(made.findings.map((f) => f.field))).toEqual(
      new Set(['/effectiveFrom', '/districts', '/points', '/muniUnits', '/committees', '/sampleData']),
    );
  });
});

function deep(levels: number): Record<string, unknown> {
  let one: Record<string, unknown> = { directoryCode: CITY };
  for (let n = 0; n < levels; n += 1) one = { a: one };
  return one;
}
