import { samplePdf, samplePhoto } from '../../local/demo/sample-files.ts';

/** A few files that pass inspection; which bytes they are hardly matters, so that they are made and judged once. */
export interface Samples {
  readonly photo: Uint8Array;
  pdf(name: string): Uint8Array;
}

let photo: Promise<Uint8Array> | undefined;

export async function createSamples(): Promise<Samples> {
  // Before any photo is inspected: that shuts the format which the portrait is drawn in.
  photo ??= samplePhoto('face 0');
  const drawn = await photo;
  const pdfs = new Map<string, Uint8Array>();
  return {
    photo: drawn,
    pdf(name) {
      const known = pdfs.get(name) ?? samplePdf('证明材料', [`材料 ${name}`]);
      pdfs.set(name, known);
      return known;
    },
  };
}
