import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  applicant,
  attachmentsW1,
  dataBody,
  givenCompleteDraft,
  itemBody,
  profileBody,
  read,
  stranger,
} from './applicant-road.ts';
import { type Answer, createHarness, type Harness } from './harness.ts';
import { stoppedAt } from './interleave.ts';

/** Issue 6, lost updates: a form that is saved with If-Match, repeated, twice at once, or after somebody else. */

let h: Harness;
let draft = '';
let item = '';
beforeAll(async () => {
  h = await createHarness();
  draft = `/v1/me/applications/${(await givenCompleteDraft(h)).applicationId}`;
  const answer = await h.call('api-applicant', 'GET', '/v1/me/archive', { as: applicant });
  item = answer.as('ArchiveList').items[0]?.itemId ?? '';
});
afterAll(() => h.close());

interface Form {
  path(): string;
  /** Another content at each call. */
  body(n: number): Promise<unknown>;
  /** What GET gives. */
  get(): Promise<{ version: number; view: unknown }>;
}
const page = async () => {
  const view = await read(h, draft.split('/').at(-1) ?? '');
  return { version: view.version, view };
};
const of = (name: string, body: Form['body']): Form => ({ path: () => `${draft}/${name}`, body, get: page });
const file = (purpose: 'PHOTO' | 'ATTACHMENT') => h.givenFile({ ownerId: applicant.id, purpose });

const forms: Record<string, Form> = {
  profile: {
    path: () => '/v1/me/profile',
    // As people type them: what is stored is tidied (D14).
    body: async (n) => ({ ...profileBody, mobile: '+86 138-0000-0000', highestEducation: ` 本科${n} ` }),
    async get() {
      const view = (await h.call('api-applicant', 'GET', '/v1/me/profile', { as: applicant })).as('Profile');
      return { version: view.version, view };
    },
  },
  'archive item': {
    path: () => `/v1/me/archive/${item}`,
    body: async (n) => ({ ...itemBody, title: `某住宅楼 ${n}　`, from: '2016-03-01' }),
    async get() {
      const answer = await h.call('api-applicant', 'GET', '/v1/me/archive', { as: applicant });
      const view = answer.as('ArchiveList').items.find((one) => one.itemId === item);
      return { version: view?.version ?? 0, view };
    },
  },
  photo: of('photo', async () => ({ fileId: await file('PHOTO') })),
  data: of('data', async (n) => ({ ...dataBody, workStatement: `第 ${n} 稿。\u200b ` })),
  achievements: of('achievements', async () => ({
    achievements: [{ itemId: item, version: 1, contributionFileIds: [await file('ATTACHMENT')] }],
  })),
  attachments: of('attachments', () => attachmentsW1(h)),
};

const put = (form: Form, body: unknown, version: number, as = applicant): Promise<Answer> =>
  h.call('api-applicant', 'PUT', form.path(), { as, body, version });

describe.each(Object.entries(forms))('%s', (_name, form) => {
  it('R25: the same PUT twice at once, whichever line the other is stored between, is answered 200 both times', async () => {
    for (let at = 0; ; at += 1) {
      const { version } = await form.get();
      const body = await form.body(at);
      const same = () => put(form, body, version);
      const { answers, reached } = await stoppedAt(h, at, same, same);
      const [first, second] = answers;
      expect([first.status, second.status], `stopped at ${at}`).toEqual([200, 200]);
      expect([second.body, second.version]).toEqual([first.body, first.version]);
      // An answer that was lost: the same once more, later.
      const third = await same();
      expect([third.status, third.body, third.version]).toEqual([200, first.body, version + 1]);
      if (!reached) break;
    }
  });

  it('R25: another content on a version that has moved on is refused (412) with what stands there, as GET gives it', async () => {
    const { version } = await form.get();
    expect((await put(form, await form.body(101), version)).status).toBe(200);
    const refused = await put(form, await form.body(102), version);
    expect(refused.problem()).toMatchObject({ status: 412, code: 'STALE_VERSION' });
    expect(refused.problem().errors[0]).toMatchObject({
      code: 'VERSION',
      found: version,
      allowed: version + 1,
    });
    const now = await form.get();
    expect([refused.problem().current, refused.version]).toEqual([now.view, now.version]);
  });

  it('R25: two contents at once: one is stored, the other is shown what stands there now', async () => {
    for (let at = 0; ; at += 1) {
      const { version } = await form.get();
      const [one, other] = [await form.body(200 + at), await form.body(300 + at)];
      const { answers, reached } = await stoppedAt(
        h,
        at,
        () => put(form, one, version),
        () => put(form, other, version),
      );
      const statuses = answers.map((a) => a.status);
      expect(statuses.sort(), `stopped at ${at}`).toEqual([200, 412]);
      const refused = answers.find((a) => a.status === 412);
      expect(refused?.problem().current).toEqual((await form.get()).view);
      if (!reached) break;
    }
  });

  it('V5: nobody else is shown what stands there', async () => {
    const body = await form.body(400);
    const refused = await put(form, body, 1, stranger);
    expect(JSON.stringify(refused.body)).not.toMatch(/赵某|某住宅楼/);
    expect([404, 412, 422]).toContain(refused.status);
  });
});
