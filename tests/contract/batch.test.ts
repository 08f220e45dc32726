import type { DynamoDBRecord } from 'aws-lambda';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createChangeDispatcher } from '../../functions/events/dispatch-changes.ts';
import { runBatch } from '../../shared/acts/application/run-batch.ts';
import { keys } from '../../shared/store/base/keys.ts';
import { batchWrites } from '../../shared/store/batches.ts';
import { linesOf } from '../log-lines.ts';
import { createHarness, type Harness } from './harness.ts';
import { act, get, givenAt, head, OCTOBER, office, otherOffice, PLAN } from './office-road.ts';

let h: Harness;
let serial = 0;
let batches = 0;
beforeEach(async () => {
  h = await createHarness({ now: OCTOBER });
});
afterEach(() => h.close());

async function given(count: number) {
  const ids: string[] = [];
  for (let i = 0; i < count; i++)
    ids.push((await givenAt(h, 'OFFICE_AUDITED', { serial: ++serial })).applicationId);
  return ids;
}
async function batchOf(applicationIds: string[]) {
  const batchId = `batch-${++batches}`;
  await h.deps.table.transact(
    batchWrites(h.deps.table, {
      batchId,
      planCode: PLAN,
      act: { name: 'PUBLISH', publicityId: `pub-${batchId}` },
      actor: { id: head.id, role: 'OFFICE_HEAD' },
      applicationIds,
      createdAt: OCTOBER,
    }),
  );
  return { batchId, key: keys.batch(batchId, 0) };
}
const progress = async (batchId: string, as = office) => get(h, as, `/v1/staff/batches/${batchId}`);
const versions = async (ids: string[]) =>
  Promise.all(ids.map(async (id) => (await h.deps.applications.require(id)).version));

test('carried out once however often the stream delivers it', async () => {
  const ids = await given(3);
  const { batchId, key } = await batchOf(ids);
  expect((await progress(batchId)).as('BatchProgress')).toMatchObject({ total: 3, done: 0, refused: [] });
  await runBatch(h.deps, key);
  const after = await versions(ids);
  await runBatch(h.deps, key);
  expect(await versions(ids)).toEqual(after);
  expect((await progress(batchId)).as('BatchProgress')).toMatchObject({ total: 3, done: 3 });
  const [first] = await h.deps.applications.getMany(ids);
  expect(first).toMatchObject({ stage: 'PRE_PUBLICITY', appliedBatches: [batchId] });
});

test('two consumers at once: every application is changed once', async () => {
  const ids = await given(4);
  const before = await versions(ids);
  const { key } = await batchOf(ids);
  await Promise.all([runBatch(h.deps, key), runBatch(h.deps, key)]);
  expect(await versions(ids)).toEqual(before.map((v) => v + 1));
});

test('dies half-way and is run again: the rest is done, what was done stays', async () => {
  const ids = await given(3);
  const { batchId, key } = await batchOf(ids);
  let left = 1;
  const table = {
    ...h.deps.table,
    transact: async (writes: Parameters<typeof h.deps.table.transact>[0]) => {
      if (left-- <= 0) throw new Error('the process died');
      return h.deps.table.transact(writes);
    },
  };
  await expect(runBatch({ ...h.deps, table }, key)).rejects.toThrow('the process died');
  const half = (await progress(batchId)).as('BatchProgress');
  expect(half).toMatchObject({ total: 3, done: 1 });
  await runBatch(h.deps, key);
  expect((await progress(batchId)).as('BatchProgress')).toMatchObject({ total: 3, done: 3, refused: [] });
  for (const a of await h.deps.applications.getMany(ids)) expect(a.appliedBatches).toEqual([batchId]);
});

test('one application that cannot be worked on holds up no other; the record comes again for it', async () => {
  const ids = await given(10);
  const [bad = '', ...good] = ids;
  const { batchId, key } = await batchOf(ids);
  const broken = {
    ...h.deps.applications,
    get: (id: string) => (id === bad ? Promise.reject(new Error('unreadable')) : h.deps.applications.get(id)),
  };
  const deps = { ...h.deps, applications: broken };
  await expect(runBatch(deps, key)).rejects.toThrow('unreadable');
  for (const a of await h.deps.applications.getMany(good)) expect(a.appliedBatches).toEqual([batchId]);
  await runBatch(h.deps, key);
  expect((await progress(batchId)).as('BatchProgress')).toMatchObject({ total: 10, done: 10, refused: [] });
});

test('a change that cannot be dispatched is reported, and those that came with it are done', async () => {
  const ids = await given(2);
  const [one, two] = [await batchOf(ids.slice(0, 1)), await batchOf(ids.slice(1))];
  const record = ({ key }: typeof one, SequenceNumber: string): DynamoDBRecord => ({
    eventName: 'INSERT',
    dynamodb: {
      SequenceNumber,
      NewImage: { type: { S: 'BATCH' }, pk: { S: key.pk }, sk: { S: key.sk } },
    },
  });
  const broken = {
    ...h.deps.applications,
    get: (id: string) =>
      id === ids[0] ? Promise.reject(new Error('unreadable')) : h.deps.applications.get(id),
  };
  const dispatch = createChangeDispatcher({ ...h.deps, applications: broken });
  let answer: unknown;
  const lines = await linesOf(async () => {
    answer = await dispatch({ Records: [record(one, '1'), record(two, '2')] });
  });
  expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
  const errors = lines.map((line) => JSON.parse(line)).filter((line) => line.level === 'ERROR');
  expect(errors).toMatchObject([
    { applicationId: ids[0], batchId: one.batchId },
    { sequence: '1', of: one.key.pk, type: 'BATCH' },
  ]);
  expect((await h.deps.applications.require(ids[1] ?? '')).appliedBatches).toEqual([two.batchId]);
});

test('a refusal is recorded for good with its reasons; the others go on', async () => {
  const [gone = '', stays = ''] = await given(2);
  await act(h, gone, { name: 'WITHDRAW', actor: { id: `person-${serial - 1}`, role: 'APPLICANT' } });
  const { batchId, key } = await batchOf([gone, stays, 'nobody']);
  await runBatch(h.deps, key);
  const done = (await progress(batchId)).as('BatchProgress');
  expect(done).toMatchObject({ total: 3, done: 3 });
  expect(done.refused.map((r) => [r.applicationId, r.findings[0]?.code])).toEqual([
    [gone, 'FLOW_ORDER'],
    ['nobody', undefined],
  ]);
  expect((await h.deps.applications.require(stays)).stage).toBe('PRE_PUBLICITY');
});

test('a lost race on one application is run again by itself', async () => {
  const [id = ''] = await given(1);
  const { batchId, key } = await batchOf([id]);
  let raced = false;
  const applications = {
    ...h.deps.applications,
    async get(applicationId: string) {
      const found = await h.deps.applications.get(applicationId);
      if (!raced && found) {
        raced = true;
        await act(h, applicationId, {
          name: 'ESCALATE',
          actor: { id: 'review-machine', role: 'SYSTEM' },
          reason: 'OVERDUE',
        });
      }
      return found;
    },
  };
  await runBatch({ ...h.deps, applications }, key);
  expect(await h.deps.applications.require(id)).toMatchObject({
    stage: 'PRE_PUBLICITY',
    appliedBatches: [batchId],
  });
});

test('more than a hundred: chunks of a hundred; progress is for the plan’s own people', async () => {
  const writes = batchWrites(h.deps.table, {
    batchId: 'many',
    planCode: PLAN,
    act: { name: 'REPORT', reportId: 'r' },
    actor: { id: 'x', role: 'OFFICE_CLERK' },
    applicationIds: Array.from({ length: 250 }, (_, i) => `a-${i}`),
    createdAt: OCTOBER,
  });
  expect(writes).toHaveLength(3);
  await h.deps.table.transact(writes);
  expect((await progress('many')).as('BatchProgress').total).toBe(250);
  expect((await progress('many', otherOffice)).problem().code).toBe('NOT_FOUND');
  expect((await progress('none')).problem().status).toBe(404);
});

test('a key that is asked for twice is read once', async () => {
  const [id = ''] = await given(1);
  expect(await h.deps.applications.getMany([id, id])).toHaveLength(1);
});
