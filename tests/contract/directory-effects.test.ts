import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CITY, givenPublishedDirectory } from './directory-kit.ts';
import { type Caller, createHarness, type Harness } from './harness.ts';
import { clerk, desk, get, givenAt, officer, otherClerk, post, security } from './office-road.ts';

/** What a directory in force means for files, appointments and people who ask. */

let h: Harness;
beforeEach(async () => {
  h = await createHarness({ now: '2020-09-10T02:00:00.000Z' });
});
afterEach(() => h.close());

const heir: Caller = otherClerk;
const heirOfficer: Caller = { ...officer, id: 'officer-9', scope: '330102' };
/** 西湖 becomes part of 上城 after 30 September. */
const merged = () =>
  givenPublishedDirectory(h, (city) => {
    Object.assign(city.points.find((p) => p.pointId === 'P330106')!, {
      validTo: '2020-09-30',
      successor: 'P330102',
    });
    Object.assign(city.districts.find((d) => d.code === '330106')!, {
      validTo: '2020-09-30',
      successor: '330102',
    });
  });
const queue = async (as: Caller) =>
  (await get(h, as, '/v1/staff/queue')).as('Queue').items.map((one) => one.applicationId);

describe('C6: what lies with a point that has ended is its successor’s', () => {
  it('from the day after its last day: queue, file and act; the route stays what it was', async () => {
    const { applicationId } = await givenAt(h, 'POINT_REVIEW');
    await merged();
    expect(await queue(heir)).toEqual([]);
    expect((await get(h, heir, `/v1/staff/applications/${applicationId}`)).problem().status).toBe(404);
    h.clock.set('2020-09-30T16:00:00.000Z');
    expect(await queue(heir)).toEqual([applicationId]);
    expect(await queue(clerk)).toEqual([applicationId]);
    const { turn } = await desk(h, heir, applicationId);
    const accepted = await post(h, heir, `/v1/staff/applications/${applicationId}/decision`, {
      turn,
      decision: 'APPROVE',
      opinion: '同意受理',
    });
    expect(accepted.as('DeskApplication').stage).toBe('DISTRICT_REVIEW');
    const stored = await h.deps.applications.require(applicationId);
    expect(stored.route).toMatchObject({ pointId: 'P330106', division: '330106' });
    // So is what the bureau of the district has.
    expect(await queue(heirOfficer)).toEqual([applicationId]);
  });
});

describe('D34: the places of appointments are those of the directory in force', () => {
  it('a new point is offered as soon as it is published', async () => {
    const places = async () =>
      (await get(h, security, '/v1/staff/people'))
        .as('PeopleList')
        .offers.find((one) => one.role === 'POINT_CLERK')!
        .scopes.map((one) => one.scope);
    expect(await places()).not.toContain('ZONE-1');
    await givenPublishedDirectory(h, (city) => {
      city.points.push({ ...city.points[0]!, pointId: 'ZONE-1', name: { zh: '新区受理点' }, divisions: [] });
    });
    expect(await places()).toContain('ZONE-1');
  });
});

describe('L2: which committee takes my specialty, until when', () => {
  const ask = async (query: string) =>
    (await h.call('api-public', 'GET', `/v1/committees?${query}`)).as('CommitteeAnswer');

  it('by name, level and district, with its filing, its office and the plan to declare under', async () => {
    const { matches, nearest, on } = await ask('specialty=S01&level=MID&region=330106');
    expect(on).toBe('2020-09-10');
    expect(nearest).toEqual([]);
    expect(matches).toMatchObject([
      {
        ...{ filingNo: 'SAMPLE-2020-01', until: '2022-06-30', state: 'RUNNING', sample: true },
        city: { code: CITY, name: { zh: '杭州市' } },
        plans: [{ planCode: 'HZ-CONSTR-ENG-2020', open: true }],
      },
    ]);
  });

  it('as people changed it, and what is nearest when none does', async () => {
    await givenPublishedDirectory(h, (city) => {
      city.committees[0]!.validTo = '2021-12-31';
    });
    expect((await ask('specialty=S01')).matches[0]?.until).toBe('2021-12-31');
    h.clock.set('2022-01-01T02:00:00.000Z');
    const { matches, nearest } = await ask('specialty=S01');
    expect(matches).toEqual([]);
    expect(nearest[0]).toMatchObject({ differs: ['VALIDITY'], state: 'ENDED', until: '2021-12-31' });
  });

  it('a level that there is not is refused with those that there are', async () => {
    const refused = (await h.call('api-public', 'GET', '/v1/committees?level=TOP')).problem();
    expect([refused.status, refused.errors[0]?.code]).toEqual([422, 'DIRECTORY_LEVEL']);
  });
});
