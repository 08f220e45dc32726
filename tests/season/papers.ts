import type { BodyOf } from '../../shared/contracts/api/index.ts';
import type { Random } from '../../shared/rules/dryrun/random.ts';
import type { Caller } from '../contract/harness.ts';
import type { Life } from './life.ts';
import { plan } from './plan.ts';
import type { Samples } from './samples.ts';

/** The files of one person: mostly good ones; what a phone or an office made now and then is not as it should be. */
export class Papers {
  readonly #life: Life;
  readonly #samples: Samples;
  readonly #caller: Caller;
  readonly #random: Random;
  /** Those that may have been refused, by what they are. */
  readonly #odd = new Map<string, Uint8Array>();
  #oddities = 0;

  constructor(life: Life, samples: Samples, caller: Caller) {
    this.#life = life;
    this.#samples = samples;
    this.#caller = caller;
    this.#random = life.random.fork(`papers of ${caller.id}`);
  }

  async upload(purpose: BodyOf<'UploadBody'>['purpose'], name: string, code?: string): Promise<string> {
    const photo = purpose === 'PHOTO';
    const plain = photo ? this.#samples.photo : this.#samples.pdf(name);
    const bytes = this.#oddly(photo) ?? plain;
    const answer = await this.#life.ask(this.#caller, 'POST', '/v1/uploads', {
      body: {
        ...{ purpose, fileName: photo ? '证件照.jpg' : `${name}.pdf`, bytes: bytes.length },
        contentType: photo ? 'image/jpeg' : 'application/pdf',
        ...(photo || code ? { planCode: plan.planCode } : {}),
        ...(code ? { documentCode: code } : {}),
      },
    });
    // What is too large by its size alone is told before it is sent.
    if (answer.status >= 300 && bytes !== plain) return this.upload(purpose, name, code);
    const ticket = answer.as('UploadTicket');
    this.#life.world.uploads.post(ticket, bytes);
    if (bytes !== plain) this.#odd.set(ticket.fileId, bytes);
    return ticket.fileId;
  }

  #oddly(photo: boolean): Uint8Array | undefined {
    const odd = photo ? 'odd-photo' : 'odd-pdf';
    if (this.#oddities > 2 || !this.#life.choices.does(odd, this.#caller.id)) return undefined;
    this.#oddities += 1;
    return this.#random.pick(Object.values(photo ? this.#samples.oddPhotos : this.#samples.oddPdfs));
  }

  /** Whether what was sent has been refused, as the page shows it. */
  async refused(fileId: string): Promise<boolean> {
    const bytes = this.#odd.get(fileId);
    if (!bytes) return false;
    this.#odd.delete(fileId);
    const seen = await this.#life.ask(this.#caller, 'GET', `/v1/uploads/${fileId}`);
    if (seen.status >= 300) return false;
    const { status } = seen.as('FileView');
    const due = this.#samples.verdicts.get(bytes);
    if (due && (status === 'ACCEPTED' || status === 'REFUSED') && status !== due) {
      const [name] = Object.entries(this.#samples.oddPdfs).find(([, one]) => one === bytes) ?? [];
      this.#life.breach('FILE_MISJUDGED', `${name} is ${status}`);
    }
    return status === 'REFUSED';
  }
}
