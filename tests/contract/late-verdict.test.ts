import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDeadlineSweeper } from '../../functions/events/sweep-deadlines.ts';
import { declareWindow } from '../../shared/rules/plan/plan.ts';
import { uploadKey } from '../../shared/store/files.ts';
import { applicant, givenCompleteDraft, PLAN, read, save, sign, submit } from './applicant-road.ts';
import { createHarness, type Harness } from './harness.ts';

let h: Harness;
beforeEach(async () => {
  h = await createHarness();
});
afterEach(() => h.close());

const sweep = () => createDeadlineSweeper(h.deps)();
const closeOfDeclaring = () => declareWindow(h.deps.plans.get(PLAN)).closeAt;

describe('D28: what was sent in time and judged late lapses nothing', () => {
  const shifted = (seconds: number) =>
    new Date(Date.parse(closeOfDeclaring()) + seconds * 1000).toISOString();

  async function givenSent(beganAt: string, sent = true) {
    const draft = await givenCompleteDraft(h);
    h.clock.set(beganAt);
    const body = { purpose: 'PHOTO', fileName: '照片.jpg', bytes: 100_000, planCode: PLAN };
    const asked = await h.call('api-applicant', 'POST', '/v1/uploads', { as: applicant, body });
    const { fileId } = asked.as('UploadTicket');
    if (sent) await h.deps.quarantine.put(uploadKey(fileId), new Uint8Array(9), 'image/jpeg');
    return { fileId, draft };
  }

  it.each([30, 9 * 3600])(
    'a photo judged %d seconds after the close: the draft waits, is given the time back, and is submitted',
    async (late) => {
      const { fileId, draft } = await givenSent(shifted(-60));
      h.clock.set(shifted(late));
      expect((await sweep()).lapsed).toBe(0);
      await h.inspect(fileId);
      h.clock.advance(600);
      expect((await sweep()).lapsed).toBe(0);
      const seen = await read(h, draft.applicationId);
      expect(seen.waiting.dueAt).toBe(shifted(24 * 3600));
      (await save(h, draft.applicationId, 'photo', { fileId })).as('ApplicationView');
      (await sign(h, draft.applicationId)).as('SigningTicket');
      const again = await read(h, draft.applicationId);
      expect((await submit(h, again)).as('ApplicationView').stage).toBe('UNIT_REVIEW');
    },
  );

  it('the time that was given back ends too, and the page names its end', async () => {
    const { fileId, draft } = await givenSent(shifted(-60));
    h.clock.set(shifted(30));
    await h.inspect(fileId, { status: 'REFUSED' });
    h.clock.set(shifted(24 * 3600 - 1));
    expect((await sweep()).lapsed).toBe(0);
    h.clock.set(shifted(24 * 3600));
    expect((await submit(h, draft)).problem().errors.map((e) => e.code)).toContain('WINDOW_CLOSED');
    expect((await sweep()).lapsed).toBe(1);
    expect((await read(h, draft.applicationId)).lapsed).toEqual({ missedAt: shifted(24 * 3600) });
  });

  it.each([
    ['asked for in time and never sent', -60, false],
    ['sent after the close', 1, true],
  ])('a photo %s keeps nothing', async (_what, began, sent) => {
    await givenSent(shifted(began), sent);
    h.clock.set(shifted(30));
    expect((await sweep()).lapsed).toBe(1);
  });

  it('a photo judged before the close keeps nothing', async () => {
    const { fileId } = await givenSent(shifted(-60));
    await h.inspect(fileId);
    h.clock.set(shifted(0));
    expect((await sweep()).lapsed).toBe(1);
  });
});
