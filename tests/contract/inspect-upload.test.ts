import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import type { S3Event } from 'aws-lambda';
import sharp from 'sharp';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createUploadInspector } from '../../functions/events/inspect-upload.ts';
import { samplePdf, samplePhoto } from '../../local/demo/sample-files.ts';
import { EICAR, embeddedScanner } from '../../shared/files/scan/embedded.ts';
import { verifyChain } from '../../shared/rules/audit/chain.ts';
import { StoredEventSchema } from '../../shared/store/base/audited.ts';
import { keys } from '../../shared/store/base/keys.ts';
import { cleanKey, getFile, uploadKey } from '../../shared/store/files.ts';
import { linesOf } from '../log-lines.ts';
import { flatJpeg, padTo, portrait, zipEntry } from '../unit/files/images.ts';
import { onePage } from '../unit/files/pdfs.ts';
import { type Caller, createHarness, type Harness } from './harness.ts';

const applicant: Caller = { id: 'person-1', role: 'APPLICANT', name: '沈思远' };
const PLAN = 'HZ-CONSTR-ENG-2020';
let harness: Harness;
/** Drawing one takes a while; two are enough. */
let photo: Uint8Array;
let other: Uint8Array;
let seen: S3Event[] = [];
/** What the trigger does; null holds its events back, for a test to hand them over as it likes. */
let trigger: ((event: S3Event) => Promise<void>) | null = null;

beforeAll(async () => {
  [photo, other] = await Promise.all([samplePhoto('甲'), samplePhoto('乙')]);
}, 60_000);
beforeEach(async () => {
  seen = [];
  harness = await createHarness({
    async onUpload(event) {
      seen.push(event as S3Event);
      await trigger?.(event as S3Event);
    },
  });
  trigger = createUploadInspector(harness.deps);
});
afterEach(() => harness.close());

interface Ticket {
  fileId: string;
  url: string;
  fields: Record<string, string>;
}

async function ticket(purpose: string, file: { name: string; type: string; bytes: number }): Promise<Ticket> {
  const answer = await harness.call('api-applicant', 'POST', '/v1/uploads', {
    as: applicant,
    body: { purpose, fileName: file.name, contentType: file.type, bytes: file.bytes, planCode: PLAN },
  });
  return answer.as('UploadTicket');
}

async function send({ url, fields }: Ticket, bytes: Uint8Array): Promise<number> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([new Uint8Array(bytes)]), '文件');
  const answer = await fetch(url, { method: 'POST', body: form });
  await answer.arrayBuffer();
  return answer.status;
}

/** Through the real form: the browser asks, posts, and waits for the verdict. */
async function uploaded(
  purpose: 'PHOTO' | 'ATTACHMENT',
  bytes: Uint8Array,
  name = 'x.jpg',
  type = 'image/jpeg',
) {
  const asked = await ticket(purpose, { name, type, bytes: bytes.length });
  expect(await send(asked, bytes)).toBe(204);
  await harness.uploadsTaken();
  const file = await stored(asked.fileId);
  return { ...file, codes: (file.verdict?.findings ?? []).map((f) => f.code), asked };
}

async function stored(fileId: string) {
  const file = await getFile(harness.deps.table, fileId);
  if (!file) throw new Error('no file');
  return file;
}

const clean = (fileId: string) => harness.deps.clean.get(cleanKey(fileId));
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const acts = async (fileId: string) =>
  (
    await harness.deps.table.queryAll(StoredEventSchema, {
      partition: keys.file(fileId).pk,
      prefix: 'EVENT#',
    })
  ).map((e) => e.act);
const bomb = () => padTo(flatJpeg(16_000, 15_000), 600_000);

describe('photos through the form and the trigger', () => {
  it('R13, R16–R19, D3: a photo is accepted, with its hash, and readers get the cleaned copy', async () => {
    const file = await uploaded('PHOTO', photo);
    expect(file.status).toBe('ACCEPTED');
    expect(file.verdict?.facts).toMatchObject({
      sha256: sha256(photo),
      kind: 'JPEG',
      width: 413,
      height: 579,
    });
    expect(file.expiresAt).toBeUndefined();
    const copy = await clean(file.fileId);
    expect(copy.contentType).toBe('image/jpeg');
    expect(sha256(copy.bytes)).toBe(file.verdict?.facts.cleaned?.sha256);
    expect(await acts(file.fileId)).toEqual(['ASK_UPLOAD', 'INSPECT']);
    const view = await harness.call('api-applicant', 'GET', `/v1/uploads/${file.fileId}`, { as: applicant });
    expect(view.as('FileView').status).toBe('ACCEPTED');
  });

  it('R14: all defects at once, with what was found and what is allowed; nothing is published', async () => {
    const small = padTo(await portrait(215, 300).jpeg({ quality: 90 }).toBuffer(), 40_000);
    const file = await uploaded('PHOTO', small);
    expect(file.status).toBe('REFUSED');
    expect(file.verdict?.findings.filter((f) => f.severity === 'error')).toMatchObject([
      { code: 'PHOTO_WIDTH', rule: 'R18', found: 215 },
      { code: 'PHOTO_HEIGHT', rule: 'R18', found: 300 },
    ]);
    expect(await harness.deps.clean.has(cleanKey(file.fileId))).toBe(false);
  });

  it('D1: a decompression bomb is refused by its header, at once and in little memory', async () => {
    const before = process.memoryUsage().rss;
    const started = performance.now();
    const file = await uploaded('PHOTO', bomb());
    expect(file.codes).toContain('PHOTO_PIXELS_HIGH');
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(256 * 1024 * 1024);
  });

  it('D2: a truncated photo cannot be decoded', async () => {
    const file = await uploaded('PHOTO', photo.subarray(0, photo.length - 20_000));
    expect([file.status, file.codes]).toEqual(['REFUSED', expect.arrayContaining(['PHOTO_UNDECODABLE'])]);
  });

  it('R16, D4: a PNG renamed .jpg is told by its content', async () => {
    const png = await portrait(413, 579, [250, 250, 250], 40).png().toBuffer();
    const file = await uploaded('PHOTO', png.subarray(0, 1_000_000), '证件照.jpg');
    expect([file.status, file.codes]).toEqual(['REFUSED', expect.arrayContaining(['PHOTO_FORMAT'])]);
    expect(file.verdict?.facts.kind).toBe('PNG');
  });

  it('D2: a CMYK photo is accepted with advice', async () => {
    const cmyk = await portrait(413, 579, [255, 255, 255], 20)
      .toColourspace('cmyk')
      .jpeg({ quality: 95 })
      .toBuffer();
    const file = await uploaded('PHOTO', cmyk);
    expect([file.status, file.verdict?.facts.colour]).toEqual(['ACCEPTED', 'CMYK']);
    expect(file.verdict?.findings.length).toBeGreaterThan(0);
  });

  it('R16: a progressive photo is as good as a baseline one', async () => {
    const progressive = await sharp(photo).jpeg({ quality: 95, progressive: true }).toBuffer();
    expect((await uploaded('PHOTO', progressive)).status).toBe('ACCEPTED');
  });

  it('D3: a ZIP behind the photo does not fail it and does not reach readers', async () => {
    const zip = zipEntry('readme.txt', Buffer.from('attached text '.repeat(40)), 0);
    const file = await uploaded('PHOTO', Buffer.concat([photo, zip]));
    expect(file.status).toBe('ACCEPTED');
    expect(Buffer.from((await clean(file.fileId)).bytes).includes('PK\x03\x04')).toBe(false);
  });

  it('R17: the form itself refuses what is too large', async () => {
    const asked = await ticket('PHOTO', { name: 'a.jpg', type: 'image/jpeg', bytes: 900_000 });
    expect(await send(asked, padTo(flatJpeg(413, 579), 1_048_576))).toBe(400);
    await harness.uploadsTaken();
    expect((await stored(asked.fileId)).status).toBe('AWAITED');
  });
});

describe('documents through the form and the trigger', () => {
  it('R41: a PDF is accepted and its original is what readers get', async () => {
    const pdf = samplePdf('学历证书', ['兹证明沈思远同志毕业于示例大学。'], { seal: '示例大学' });
    const file = await uploaded('ATTACHMENT', pdf, '学历证书.pdf', 'application/pdf');
    expect([file.status, file.verdict?.facts.pages]).toEqual(['ACCEPTED', 1]);
    const copy = await clean(file.fileId);
    expect(copy.contentType).toBe('application/pdf');
    expect(sha256(copy.bytes)).toBe(sha256(pdf));
  });

  it('R57: a PDF that carries EICAR is refused and stays in quarantine', async () => {
    const stream = { dict: '/Filter /FlateDecode', data: deflateSync(Buffer.from(EICAR)) };
    const pdf = onePage('', [stream]);
    const file = await uploaded('ATTACHMENT', pdf, '证明.pdf', 'application/pdf');
    expect([file.status, file.codes]).toEqual(['REFUSED', expect.arrayContaining(['ATT_NOT_CLEAN'])]);
    expect(await harness.deps.clean.has(cleanKey(file.fileId))).toBe(false);
  });
});

describe('events come twice, late, out of order', () => {
  it('the same event again changes nothing', async () => {
    const file = await uploaded('PHOTO', photo);
    const before = await stored(file.fileId);
    await createUploadInspector(harness.deps)(seen[0]!);
    expect(await stored(file.fileId)).toEqual(before);
    expect(await acts(file.fileId)).toEqual(['ASK_UPLOAD', 'INSPECT']);
  });

  it('the same event twice at once gives one verdict', async () => {
    trigger = null;
    const file = await uploaded('PHOTO', photo);
    const inspect = createUploadInspector(harness.deps);
    await Promise.all([inspect(seen[0]!), inspect(seen[0]!)]);
    expect((await stored(file.fileId)).status).toBe('ACCEPTED');
    expect(await acts(file.fileId)).toEqual(['ASK_UPLOAD', 'INSPECT']);
  });

  it('R13: an accepted photo is not replaced by a later upload to the same key, in either order of events', async () => {
    const [first, second] = [photo, other];
    for (const order of [0, 1]) {
      trigger = null;
      const { asked } = await uploaded('PHOTO', first);
      expect(await send(asked, second)).toBe(204);
      await harness.uploadsTaken();
      const events = seen.splice(0);
      const inspect = createUploadInspector(harness.deps);
      await inspect(events[order]!);
      await inspect(events[1 - order]!);
      const file = await stored(asked.fileId);
      expect(file.verdict?.facts.sha256).toBe(sha256([first, second][order]!));
      expect(sha256((await clean(asked.fileId)).bytes)).toBe(file.verdict?.facts.cleaned?.sha256);
    }
  });

  it('a refused upload gives way to a better one; the refused one, told again, does not come back', async () => {
    const { asked, status } = await uploaded('PHOTO', photo.subarray(0, 60_000));
    expect(status).toBe('REFUSED');
    expect(await send(asked, photo)).toBe(204);
    await harness.uploadsTaken();
    expect((await stored(asked.fileId)).status).toBe('ACCEPTED');
    await createUploadInspector(harness.deps)(seen[0]!);
    expect((await stored(asked.fileId)).status).toBe('ACCEPTED');
  });

  it('a crash between the clean copy and the verdict: the retry records it, and no other upload can take the place', async () => {
    const [first, second] = [photo, other];
    trigger = null;
    const { asked } = await uploaded('PHOTO', first);
    await send(asked, second);
    await harness.uploadsTaken();
    const crashing = {
      ...harness.deps,
      table: { ...harness.deps.table, transact: () => Promise.reject(new Error('the process died')) },
    };
    await expect(createUploadInspector(crashing)(seen[0]!)).rejects.toThrow('died');
    expect(await harness.deps.clean.has(cleanKey(asked.fileId))).toBe(true);
    const inspect = createUploadInspector(harness.deps);
    await inspect(seen[1]!);
    expect((await stored(asked.fileId)).status).toBe('AWAITED');
    await inspect(seen[0]!);
    const file = await stored(asked.fileId);
    expect(file.verdict?.facts.sha256).toBe(sha256(first));
    expect(sha256((await clean(asked.fileId)).bytes)).toBe(file.verdict?.facts.cleaned?.sha256);
  });

  it('R57: a scan that did not finish throws, leaves the file awaited, and the event comes again', async () => {
    const scan = vi.spyOn(embeddedScanner, 'scan').mockResolvedValueOnce({ status: 'FAILED' });
    const file = await uploaded('PHOTO', photo);
    expect(scan).toHaveBeenCalledTimes(2);
    expect(file.status).toBe('ACCEPTED');
  });

  it('R57: with GuardDuty an upload waits until its tag is there', async () => {
    trigger = null;
    const file = await uploaded('PHOTO', photo);
    const deps = { ...harness.deps, env: { ...harness.deps.env, SCANNER_ADAPTER: 'guardduty' as const } };
    await expect(createUploadInspector(deps)(seen[0]!)).rejects.toThrow('scan did not finish');
    expect((await stored(file.fileId)).status).toBe('AWAITED');
    const quarantine = {
      ...deps.quarantine,
      tags: async () => ({ GuardDutyMalwareScanStatus: 'THREATS_FOUND' }),
    };
    await createUploadInspector({ ...deps, quarantine })(seen[0]!);
    expect((await stored(file.fileId)).verdict?.findings.map((f) => f.code)).toContain('PHOTO_NOT_CLEAN');
  });

  it('R13: an upload whose event comes late is not forgotten: a moved clock, a replayed dead letter', async () => {
    trigger = null;
    const asked = await ticket('PHOTO', { name: 'a.jpg', type: 'image/jpeg', bytes: photo.length });
    expect(await send(asked, photo)).toBe(204);
    await harness.uploadsTaken();
    harness.clock.advance(90 * 24 * 3600);
    await createUploadInspector(harness.deps)(seen[0]!);
    expect((await stored(asked.fileId)).status).toBe('ACCEPTED');
    harness.clock.advance(3 * 365 * 24 * 3600);
    expect((await stored(asked.fileId)).status).toBe('ACCEPTED');
  });

  it('an upload without a record is ignored, with a warning that names no person', async () => {
    let lines: string[] = [];
    trigger = async (event) => {
      lines = await linesOf(() => createUploadInspector(harness.deps)(event));
    };
    await harness.deps.quarantine.put(uploadKey('nobody'), photo, 'image/jpeg');
    await harness.uploadsTaken();
    expect(lines.join('')).toContain('upload without a record');
    expect(lines.join('')).not.toContain(applicant.id);
    expect(await harness.deps.clean.has(cleanKey('nobody'))).toBe(false);
  });

  it('an object larger than the record allows is refused without being read', async () => {
    const asked = await ticket('PHOTO', { name: 'a.jpg', type: 'image/jpeg', bytes: 900_000 });
    await harness.deps.quarantine.put(uploadKey(asked.fileId), Buffer.alloc(3_000_000), 'image/jpeg');
    await harness.uploadsTaken();
    expect(await stored(asked.fileId)).toMatchObject({
      status: 'REFUSED',
      verdict: { findings: [{ code: 'PHOTO_BYTES_HIGH', found: 3_000_000, allowed: '<1048576' }] },
    });
  });

  it('V7: the verdict is in the audit chain of the file, which is whole', async () => {
    const file = await uploaded('PHOTO', photo);
    const { pk } = keys.file(file.fileId);
    const events = await harness.deps.table.queryAll(StoredEventSchema, { partition: pk, prefix: 'EVENT#' });
    const chained = events.map(({ reason: _words, reasonHash, ...event }) => ({
      ...event,
      reason: reasonHash,
    }));
    expect(verifyChain(pk, chained)).toEqual([]);
    expect(events.at(-1)).toMatchObject({ act: 'INSPECT', hash: file.auditHash, actor: { role: 'SYSTEM' } });
  });
});
