import { samplePdf, samplePhoto } from '../../local/demo/sample-files.ts';
import { caseBytes } from '../fixtures/cases.ts';
import { flatJpeg, portrait, withExif } from '../unit/files/images.ts';
import { onePage } from '../unit/files/pdfs.ts';

/** A few files as people upload them; which bytes they are hardly matters, so that they are made and judged once. */
export interface Samples {
  readonly photo: Uint8Array;
  pdf(name: string): Uint8Array;
  /** What phones and offices make, good and bad, by name. */
  readonly oddPhotos: Readonly<Record<string, Uint8Array>>;
  readonly oddPdfs: Readonly<Record<string, Uint8Array>>;
  /** Which of the PDFs nothing may be said against, and which have to be refused (docs/uploads.md). */
  readonly verdicts: ReadonlyMap<Uint8Array, 'ACCEPTED' | 'REFUSED'>;
}

let drawn: Promise<Omit<Samples, 'pdf'>> | undefined;

export async function createSamples(): Promise<Samples> {
  // Before any photo is inspected: that shuts the format which the portrait is drawn in.
  drawn ??= draw();
  const made = await drawn;
  const pdfs = new Map<string, Uint8Array>();
  return {
    ...made,
    pdf(name) {
      const known = pdfs.get(name) ?? samplePdf('证明材料', [`材料 ${name}`]);
      pdfs.set(name, known);
      return known;
    },
  };
}

async function draw(): Promise<Omit<Samples, 'pdf'>> {
  const photo = await samplePhoto('face 0');
  const upright = await portrait(413, 579).jpeg({ quality: 92 }).toBuffer();
  const lying = await portrait(579, 413).jpeg({ quality: 92 }).toBuffer();
  const turned = [1, 2, 3, 4].map((n) => [`exif-${n}`, withExif(upright, n, 'GPS')] as const);
  const laid = [5, 6, 7, 8].map((n) => [`exif-${n}`, withExif(lying, n, 'GPS')] as const);
  const mp4 = Buffer.concat([
    Buffer.from([0, 0, 0, 24]),
    Buffer.from('ftypmp42 motion'),
    Buffer.alloc(40_000, 7),
  ]);
  const good: Record<string, Uint8Array> = {
    signed: onePage('/AcroForm << /SigFlags 3 /Fields [5 0 R] >>', [
      '<< /FT /Sig /T (seal) /V 6 0 R >>',
      '<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /ByteRange [0 10 20 30] /Contents <3080> >>',
    ]),
    // An owner password alone keeps nobody from reading, whatever the cipher.
    ...Object.fromEntries(
      ['owner-rc4-40', 'owner-rc4-128', 'owner-aes-128', 'owner-aes-256', 'linearized', 'object-streams'].map(
        (name) => [name, caseBytes(`pdf/${name}.pdf`)],
      ),
    ),
    // No xref that any reader could use, and objects that every reader finds.
    broken: Buffer.from(
      onePage()
        .toString('latin1')
        .replace(/startxref\n\d+/, 'startxref\n7'),
      'latin1',
    ),
  };
  const bad: Record<string, Uint8Array> = {
    script: onePage('/OpenAction << /S /JavaScript /JS (app.alert(1)) >>'),
    empty: Buffer.from('%PDF-1.7\n%%EOF\n'),
    'user-aes-256': caseBytes('pdf/user-aes-256.pdf'),
  };
  return {
    photo,
    oddPhotos: {
      ...Object.fromEntries([...turned, ...laid]),
      // A second picture after the first, as panoramas and portraits with depth have it.
      mpo: Buffer.concat([upright, withExif(upright, 1)]),
      motion: Buffer.concat([upright, mp4]),
      twelveMegapixels: flatJpeg(3000, 4000),
      twoMegabytes: Buffer.concat([upright, Buffer.alloc(2 * 1024 * 1024)]),
      png: await portrait(413, 579).png().toBuffer(),
      cut: upright.subarray(0, upright.length - 9000),
    },
    oddPdfs: { ...good, ...bad },
    verdicts: new Map([
      ...Object.values(good).map((bytes) => [bytes, 'ACCEPTED'] as const),
      ...Object.values(bad).map((bytes) => [bytes, 'REFUSED'] as const),
    ]),
  };
}
