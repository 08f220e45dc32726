import type { BodyOf, ResponseOf } from '../../shared/contracts/api/index.ts';
import { withReplacements } from '../../shared/rules/base/printable.ts';
import type { Caller } from '../contract/harness.ts';
import type { Life } from './life.ts';
import type { Papers } from './papers.ts';
import type { Person } from './people.ts';
import { plan } from './plan.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;
/** After so many looks at one and the same a person gives up. */
export const PATIENCE = 60;

/** What comes before a declaration: the profile, and one achievement that the unit approves. */
export class Preparation {
  applicationId: string | undefined;
  readonly #life: Life;
  readonly #papers: Papers;
  readonly #person: Person;
  readonly #caller: Caller;
  #introduced = false;
  #spelled = false;

  constructor(life: Life, papers: Papers, person: Person, caller: Caller) {
    this.#life = life;
    this.#papers = papers;
    this.#person = person;
    this.#caller = caller;
  }

  #ask(method: 'POST' | 'PUT' | 'GET', path: string, given: { body?: unknown; version?: number } = {}) {
    return this.#life.ask(this.#caller, method, path, given);
  }

  /** Does the next thing; `applicationId` is there once the declaration is opened. @returns seconds until the next look */
  async look(looks: number): Promise<number | undefined> {
    const unit = this.#life.units[this.#person.unit];
    if (!this.#introduced) {
      const profile = (await this.#ask('GET', '/v1/me/profile')).as('Profile');
      this.#introduced = profile.complete && profile.currentUnit === unit?.body.uscc;
      if (!this.#introduced) {
        const { email: _email, ...body } = this.#person.profile;
        const typed = { ...body, currentUnit: unit?.body.uscc };
        const saved = await this.#ask('PUT', '/v1/me/profile', { body: typed, version: profile.version });
        if (saved.status < 300) return 120;
        return looks > PATIENCE ? undefined : this.#respell(saved.problem().errors.map((e) => e.code));
      }
    }
    const { items } = (await this.#ask('GET', '/v1/me/archive')).as('ArchiveList');
    if (items.length < Math.max(1, plan.achievements.min)) {
      await this.#enter();
      return 300;
    }
    const unsent = items.filter((i) => i.status === 'DRAFT' || i.status === 'RETURNED');
    for (const item of unsent) {
      const sent = await this.#ask('POST', `/v1/me/archive/${item.itemId}/submission`);
      if (sent.status >= 300 && looks < PATIENCE) await this.#rescan(item);
    }
    if (unsent.length > 0) return 2 * DAY;
    if (items.some((i) => i.approvedVersion === null)) return looks > PATIENCE ? undefined : DAY;
    const made = await this.#ask('POST', '/v1/me/applications', {
      body: { planCode: plan.planCode, requirementsVersion: plan.version },
    });
    if (made.status < 300) this.applicationId = made.as('ApplicationView').applicationId;
    else if (made.problem().errors.some((e) => e.code === 'WINDOW_CLOSED')) return undefined;
    return looks > PATIENCE ? undefined : HOUR;
  }

  async #enter(): Promise<void> {
    const fileId = await this.#papers.upload('ARCHIVE', 'archive');
    const kind = plan.archiveKinds[0]?.code ?? '';
    const body: BodyOf<'ArchiveItemBody'> = {
      ...{ kind, title: '某社区综合服务中心工程', role: '技术负责人', collective: false },
      ...{ from: '2016-03-01', to: '2018-11-30', fileIds: [fileId] },
    };
    await this.#ask('POST', '/v1/me/archive', { body });
  }

  /** A scan that was refused is made again, and stands in the entry instead. */
  async #rescan(item: ResponseOf<'ArchiveList'>['items'][number]): Promise<void> {
    const { itemId, version, kind, title, role, collective, from, to } = item;
    const fileIds: string[] = [];
    for (const fileId of item.fileIds)
      fileIds.push(
        (await this.#papers.refused(fileId)) ? await this.#papers.upload('ARCHIVE', 'archive') : fileId,
      );
    if (fileIds.join() === item.fileIds.join()) return;
    const body = { kind, title, role, collective, from, to, fileIds };
    await this.#ask('PUT', `/v1/me/archive/${itemId}`, { version, body });
  }

  /** A name or number that is refused is typed plainly the next time. */
  #respell(codes: readonly string[]): number {
    const { profile } = this.#person;
    if (codes.includes('TEXT_UNPRINTABLE')) profile.name = withReplacements(profile.name);
    if (this.#spelled) profile.name = '张三';
    else profile.name = profile.name.trim().replaceAll(/\s+/g, '') || '张三';
    this.#spelled = true;
    // The name is no longer that of the sign-in: the reason is asked for at submit (D16).
    profile.nameReason = '姓名中有平台无法录入的字';
    profile.mobile = profile.mobile.replace(/^\+86/, '').replaceAll(/[ -]/g, '');
    return 600;
  }
}
