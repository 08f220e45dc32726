import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { opinionPhrases } from '../../shared/rules/committee/opinion.ts';
import { agree, Committee, clerk, expert, ids, pool } from './session-kit.ts';

let committee: Committee;
beforeEach(async () => {
  committee = await Committee.open();
});
afterEach(() => committee.harness.close());

const codes = (answer: Awaited<ReturnType<Committee['own']>>) => {
  const { code, errors } = answer.problem();
  return [code, ...errors.map((one) => one.code)];
};

describe('what an expert sees', () => {
  it('L17: own sessions only; nobody else’s exists', async () => {
    await committee.given(1);
    await committee.plan();
    expect(codes(await committee.own('e01'))).toEqual(['NOT_FOUND']);
    await committee.draw();
    const list = (who: string) =>
      committee.harness.call('api-committee', 'GET', '/v1/expert/sessions', { as: expert(who) });
    expect((await list('e01')).as('SessionList').items).toEqual([
      {
        sessionId: committee.sessionId,
        name: '2020年评审会',
        date: '2020-12-05',
        status: 'DRAWN',
        candidates: 1,
      },
    ]);
    expect((await list('e99')).as('SessionList').items).toEqual([]);
    expect(codes(await committee.own('e99'))).toEqual(['NOT_FOUND']);
  });

  it('B3, Q19: base and votes needed are shown before the vote', async () => {
    await committee.given(1);
    await committee.meet(ids(1), 9);
    const session = (await committee.own('e02')).as('ExpertSession');
    expect(session).toMatchObject({ attending: 9, quorum: 8, checkedIn: true, mayPreside: true });
    expect(session.candidates[0]).toMatchObject({
      denominator: 9,
      needed: 6,
      inOwnGroup: true,
      voted: false,
    });
  });

  it('B12: names of other experts are in no answer to an expert', async () => {
    await committee.given(1);
    await committee.meet(ids(1));
    await committee.vote('app-1', agree(11));
    await committee.sign('e01', 'app-1');
    const others = pool().filter((one) => one.office === 'MEMBER');
    for (const answer of [await committee.own('e02'), await committee.file('e02', 'app-1')]) {
      const text = JSON.stringify(answer.body);
      for (const { name, expertId } of others) {
        expect(text).not.toContain(`"${name}"`);
        expect(text).not.toContain(`"${expertId}"`);
      }
    }
  });

  it('B5: the own vote is known to the expert as cast, not as what', async () => {
    await committee.given(1);
    await committee.meet(ids(1));
    await committee.openVote('app-1');
    await committee.ballot('e04', 'app-1', 'DISAGREE');
    const own = await committee.own('e04');
    expect(own.as('ExpertSession').candidates[0]?.voted).toBe(true);
    expect(JSON.stringify(own.body)).not.toContain('DISAGREE');
    expect((await committee.own('e05')).as('ExpertSession').candidates[0]?.voted).toBe(false);
  });
});

describe('candidates’ files', () => {
  async function withFile(): Promise<string> {
    const fileId = await committee.harness.givenFile({ ownerId: 'applicant-1', purpose: 'PHOTO' });
    await committee.givenReady('app-1', {}, fileId);
    return fileId;
  }

  it('L17: only in the meeting, after checking in', async () => {
    await withFile();
    await committee.plan({ applicationIds: ids(1) });
    await committee.draw();
    expect(codes(await committee.file('e01', 'app-1'))).toEqual(['FORBIDDEN', 'NOT_CHECKED_IN']);
    await committee.checkIn(9);
    expect((await committee.file('e01', 'app-1')).as('CandidateFile').name).toBe('申报人1');
    expect(codes(await committee.file('e11', 'app-1'))).toEqual(['FORBIDDEN', 'NOT_CHECKED_IN']);
    await committee.assign(ids(1));
    await committee.vote('app-1', agree(9));
    await committee.sign('e01', 'app-1');
    await committee.act({ type: 'SEAL' });
    expect(codes(await committee.file('e01', 'app-1'))).toEqual(['FORBIDDEN', 'SESSION_OVER']);
  });

  it('V2: numbers of people are masked', async () => {
    await withFile();
    await committee.meet(ids(1));
    const { declaration } = (await committee.file('e01', 'app-1')).as('CandidateFile');
    expect(declaration.data.mobile).not.toBe('13800138000');
  });

  it('L18: a recused expert reads nothing of this candidate, by his own act or the system’s', async () => {
    const fileId = await withFile();
    await committee.givenReady('app-2', { unit: { uscc: '91330100MA0000004X', name: '乙公司' } });
    await committee.meet(ids(2));
    (await committee.recuse('e02', 'app-1')).as('ExpertSession');
    expect(codes(await committee.file('e02', 'app-1'))).toEqual(['FORBIDDEN', 'RECUSED']);
    expect(codes(await committee.file('e02', 'app-1', fileId))).toEqual(['FORBIDDEN', 'RECUSED']);
    expect(codes(await committee.opinion('e02', 'app-1'))).toEqual(['FORBIDDEN', 'RECUSED']);
    expect(codes(await committee.file('e05', 'app-2'))).toEqual(['FORBIDDEN', 'RECUSED']);
    expect((await committee.file('e02', 'app-2')).status).toBe(200);
  });

  it('V5: every reading of a file is logged, without the expert’s name', async () => {
    const fileId = await withFile();
    await committee.meet(ids(1));
    const link = (await committee.file('e03', 'app-1', fileId)).as('Link');
    expect(await (await fetch(link.url)).text()).toBe(`content of ${fileId}`);
    const reads = (await committee.dump()).filter((item) => item.type === 'READ');
    expect(reads).toHaveLength(1);
    expect(reads[0]).toMatchObject({
      ...{ pk: `FILE#${fileId}`, sk: expect.stringMatching(/^READ#2020-12-05T/), applicationId: 'app-1' },
      actor: { id: 'e03', role: 'EXPERT' },
    });
    expect(JSON.stringify(reads)).not.toContain('专家');
  });

  it('a file of somebody else is not found through a candidate', async () => {
    await withFile();
    const foreign = await committee.harness.givenFile({ ownerId: 'applicant-9', purpose: 'PHOTO' });
    await committee.meet(ids(1));
    expect(codes(await committee.file('e03', 'app-1', foreign))).toEqual(['NOT_FOUND']);
    expect(codes(await committee.file('e03', 'app-9'))).toEqual(['NOT_FOUND']);
  });
});

describe('opinions', () => {
  const remark = '主持完成的深基坑支护方案通过专家论证，现场沉降控制在设计值以内';

  it('L14: only the candidate’s group writes them, before the vote; one may be revised', async () => {
    await committee.given(1);
    await committee.meet(ids(1));
    expect(codes(await committee.opinion('e09', 'app-1', remark))).toEqual(['FORBIDDEN', 'OPINION_GROUP']);
    (await committee.opinion('e02', 'app-1', remark)).as('ExpertSession');
    (await committee.opinion('e02', 'app-1', `${remark}，建议通过`)).as('ExpertSession');
    expect((await committee.candidate('app-1')).opinions).toBe(1);
    const file = (await committee.file('e02', 'app-1')).as('CandidateFile');
    expect(file.ownOpinion?.remark).toBe(`${remark}，建议通过`);
    await committee.openVote('app-1');
    expect(codes(await committee.opinion('e02', 'app-1', remark))).toEqual(['WRONG_STAGE', 'OPINION_CLOSED']);
  });

  it('L14: three experts who write at the same moment are three', async () => {
    await committee.given(1);
    await committee.meet(ids(1));
    const answers = await Promise.all(['e01', 'e02', 'e03'].map((id) => committee.opinion(id, 'app-1')));
    expect(answers.map((one) => one.status)).toEqual([200, 200, 200]);
    expect((await committee.candidate('app-1')).opinions).toBe(3);
  });

  it('others’ opinions are seen when the vote is closed, without names', async () => {
    await committee.given(1);
    await committee.meet(ids(1));
    for (const id of ['e01', 'e02', 'e03']) await committee.opinion(id, 'app-1', `${remark}（${id}处）`);
    const before = (await committee.file('e01', 'app-1')).as('CandidateFile');
    expect(before.opinions).toEqual([]);
    await committee.act({ type: 'OPEN_VOTE', applicationId: 'app-1', presiding: 'e01' });
    expect((await committee.file('e01', 'app-1')).as('CandidateFile').opinions).toEqual([]);
    for (const { expertId } of pool()) await committee.ballot(expertId, 'app-1', 'AGREE');
    await committee.act({ type: 'CLOSE_VOTE', applicationId: 'app-1' }, { ...clerk, id: 'office-2' });
    const after = (await committee.file('e01', 'app-1')).as('CandidateFile').opinions;
    expect(after).toHaveLength(3);
    expect(Object.keys(after[0] ?? {})).toEqual(['verdict', 'remark']);
  });

  it('B13: phrases alone, and words used for another candidate, are no opinion', async () => {
    await committee.given(2);
    await committee.meet(ids(2));
    const phrases = opinionPhrases.MEETS.map((one) => one.zh).join('');
    expect(codes(await committee.opinion('e01', 'app-1', phrases))).toEqual(['GUARD', 'OPINION_GENERIC']);
    (await committee.opinion('e01', 'app-1', `${phrases}${remark}`)).as('ExpertSession');
    const copy = await committee.opinion('e01', 'app-2', `${phrases} ${remark}。`);
    expect(codes(copy)).toEqual(['GUARD', 'OPINION_COPIED']);
    expect(codes(await committee.opinion('e01', 'app-1', '同意'))).toEqual(['INVALID', 'TOO_SHORT']);
  });
});
