import { expect } from 'vitest';
import type { ResponseOf } from '../../shared/contracts/api/index.ts';
import type { Harness } from './harness.ts';
import { act, asMachine, carryOut, get, givenAt, head, hrss, office, post, publish } from './office-road.ts';

export type Report = ResponseOf<'Report'>;
export const CLOSED = '2020-10-20T02:00:00.000Z';

/** Reports of results in the tests: lists that have closed, what the authorities do with them. `current` is the stack of the running test. */
export function reportKit(current: () => Harness) {
  let serial = 0;
  const next = () => ++serial;
  const h = new Proxy({} as Harness, { get: (_, key) => Reflect.get(current(), key) });

  /** A result publicity of so many, closed by time and by the machine. */
  async function closedList(count: number) {
    const applicationIds: string[] = [];
    for (let i = 0; i < count; i++)
      applicationIds.push((await givenAt(h, 'PASSED_PENDING', { serial: next() })).applicationId);
    const { publicityId } = await publish(h, 'RESULT', applicationIds);
    h.clock.set(CLOSED);
    for (const id of applicationIds) await act(h, id, asMachine('CLOSE_PUBLICITY'));
    return { publicityId, applicationIds };
  }
  const report = (publicityId: string) =>
    post(h, office, '/v1/office/reports', { publicityId, title: '评审结果报告' });
  async function reported(count: number) {
    const list = await closedList(count);
    const made = (await report(list.publicityId)).as('Report');
    await carryOut(h, made.batchId);
    return { ...list, report: made };
  }
  async function audit(as: typeof hrss, { reportId, version }: Report, body: object = {}): Promise<Report> {
    const answer = await post(h, as, `/v1/authority/reports/${reportId}/audit`, {
      version,
      approve: true,
      sendBack: [],
      ...body,
    });
    const next = answer.as('Report');
    await carryOut(h, next.batchId);
    return next;
  }
  const issue = (as: typeof hrss, { reportId, version }: Report, documentNo = '杭人社发〔2020〕1号') =>
    post(h, as, `/v1/authority/reports/${reportId}/document`, { version, documentNo });
  const stages = async (ids: string[]) =>
    Promise.all(ids.map(async (id) => (await h.deps.applications.require(id)).stage));

  /** The office looks into what an authority sent back, and finds nothing. */
  async function cleared(applicationId: string, more: object = {}) {
    const open = (await get(h, office, '/v1/office/objections')).as('ObjectionQueue').items;
    const objection = open.find((o) => o.applicationId === applicationId);
    const { turn } = await h.deps.applications.require(applicationId);
    const path = `/v1/office/objections/${objection?.objectionId}/decision`;
    (await post(h, head, path, { turn, decision: 'CLEAR', finding: '属实', ...more })).as('Receipt');
  }
  const listedReport = async (as = hrss) =>
    (await get(h, as, '/v1/staff/reports')).as('ReportList').items[0]!;
  const entryOf = (made: Report, id: string) => made.applications.find((a) => a.applicationId === id);
  const documentNoOf = async (id: string) => {
    const { stage, document } = await h.deps.applications.require(id);
    expect(stage).toBe('DOCUMENT_ISSUED');
    return document?.documentNo;
  };
  return {
    next,
    closedList,
    report,
    reported,
    audit,
    issue,
    stages,
    cleared,
    listedReport,
    entryOf,
    documentNoOf,
  };
}
