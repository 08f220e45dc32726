import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applicant, dataBody, givenDraft, read, save, sign, signature, stranger } from './applicant-road.ts';
import { type Answer, type Caller, createHarness, type Harness } from './harness.ts';

let h: Harness;
beforeEach(async () => {
  h = await createHarness();
});
afterEach(() => h.close());

const codes = (answer: Answer) => answer.problem().errors.map((e) => e.code);
const rules = (answer: Answer) => answer.problem().errors.map((e) => e.rule);
const get = (path: string, as: Caller = applicant) => h.call('api-applicant', 'GET', path, { as });
const post = (path: string, body?: unknown, as: Caller = applicant) =>
  h.call('api-applicant', 'POST', path, { as, ...(body === undefined ? {} : { body }) });
const drafts = '/v1/me/applications';
const draft = (upTo: Parameters<typeof givenDraft>[1]) => givenDraft(h, upTo);

describe('signing (R21–R23, §7.4, C10)', () => {
  const ticketOf = async (id: string) => (await post(`${drafts}/${id}/signing-tickets`)).as('SigningTicket');
  const signAt = (ticketId: string, body: unknown = signature, as: Caller = applicant) =>
    post(`/v1/me/signing-tickets/${ticketId}/signature`, body, as);

  it('R22: the code shows the letter with the person’s facts, for 300 seconds, to this person only', async () => {
    const { id } = await draft('PHOTO');
    const ticket = await ticketOf(id);
    expect(ticket).toMatchObject({
      status: 'QR_ISSUED',
      title: '专业技术资格申报材料真实性保证书',
      link: `http://127.0.0.1:8787/sign/${ticket.ticketId}`,
      expiresAt: '2020-09-01T02:05:00.000Z',
      contentHash: (await read(h, id)).contentHash,
    });
    expect(ticket.paragraphs[0]).toContain('赵某');
    expect(ticket.paragraphs.join('')).not.toMatch(/\{\w+\}/);
    const path = `/v1/me/signing-tickets/${ticket.ticketId}`;
    expect((await get(path, stranger)).status).toBe(404);
    expect((await signAt(ticket.ticketId, signature, stranger)).status).toBe(404);
    h.clock.advance(299);
    expect((await get(path)).as('SigningTicket').status).toBe('QR_ISSUED');
    h.clock.advance(1);
    expect((await get(path)).as('SigningTicket').status).toBe('EXPIRED');
    const late = await signAt(ticket.ticketId);
    expect([late.status, codes(late), rules(late)]).toEqual([409, ['COMMITMENT_QR_EXPIRED'], ['R22']]);
  });

  it('R22: a ticket signs once, even when asked twice at the same time', async () => {
    const { id } = await draft('PHOTO');
    const ticket = await ticketOf(id);
    const answers = await Promise.all([signAt(ticket.ticketId), signAt(ticket.ticketId)]);
    expect(answers.filter((a) => a.status === 200)).toHaveLength(1);
    const again = await signAt(ticket.ticketId);
    expect([again.status, codes(again)]).toEqual([409, ['COMMITMENT_QR_USED']]);
    const view = await read(h, id);
    expect(view.commitmentValid).toBe(true);
    expect(view.timeline.filter((e) => e.act === 'SIGN_COMMITMENT')).toHaveLength(1);
  });

  it('R21, R22: not read to the end or not signed at all is refused; a poor hand is only advised (R23)', async () => {
    const { id } = await draft('PHOTO');
    const { ticketId } = await ticketOf(id);
    const dot = [
      [
        { x: 0.01, y: 0.01, t: 0 },
        { x: 0.02, y: 0.01, t: 5 },
      ],
    ];
    const nothing = await signAt(ticketId, { ...signature, scrolledToEnd: false, strokes: dot });
    expect([nothing.status, codes(nothing)]).toEqual([422, ['COMMITMENT_NOT_READ', 'SIGNATURE_MISSING']]);
    const outside = [
      ...signature.strokes,
      [...(dot[0] ?? []), { x: 1e300, y: 1, t: 9 }, { x: 0, y: -0.01, t: 9 }],
    ];
    const clipped = await signAt(ticketId, { ...signature, strokes: outside });
    expect([clipped.status, codes(clipped)]).toEqual([422, ['SIGNATURE_OUTSIDE']]);
    expect(clipped.problem().errors[0]).toMatchObject({
      field: '/strokes',
      rule: 'R22',
      found: 2,
      allowed: 0,
    });
    const endless = Array.from({ length: 3 }, () =>
      Array.from({ length: 2001 }, (_, t) => ({ x: 1, y: 1, t })),
    );
    const huge = await signAt(ticketId, { ...signature, strokes: endless });
    expect([huge.status, codes(huge)]).toEqual([422, ['SIGNATURE_POINTS']]);
    const long = Array.from({ length: 40 }, (_, i) => ({ x: (20 + i * 5) / 600, y: 20 / 240, t: i * 10 }));
    const poor = (await signAt(ticketId, { ...signature, strokes: [long] })).as('SigningTicket');
    expect(poor.status).toBe('SIGNED');
    expect(poor.advice.map((f) => f.code)).toEqual(['SIGNATURE_ILLEGIBLE']);
  });

  it('C10: content that changed after the code was made is not signed', async () => {
    const { id } = await draft('COMMITMENT');
    const { ticketId } = await ticketOf(id);
    await save(h, id, 'data', dataBody);
    const refused = await signAt(ticketId);
    expect([refused.status, codes(refused)]).toEqual([409, ['COMMITMENT_STALE']]);
  });

  it('C10: a signature ends to be valid when the content changes, and is needed anew', async () => {
    const { id } = await draft('COMMITMENT');
    expect((await read(h, id)).commitmentValid).toBe(true);
    const saved = (await save(h, id, 'data', dataBody)).as('ApplicationView');
    expect(saved.commitmentValid).toBe(false);
    expect(saved.findings.PREVIEW?.map((f) => f.code)).toEqual(['COMMITMENT_STALE']);
    await sign(h, id);
    expect((await read(h, id)).commitmentValid).toBe(true);
  });
});
