import { useEffect, useRef, useState } from 'preact/hooks';
import type { Finding } from '../../../../shared/contracts/finding.ts';
import type { PhotoRules } from '../../../../shared/contracts/photo.ts';
import { fitPhoto } from './photo-fit.ts';
import { frameOf, type View } from './photo-frame.ts';
import { encoderOf, type Picture } from './photo-picture.ts';
import { lookAtPhoto, type PhotoLook } from './photo-rules.ts';

export interface FittedPhoto {
  readonly file: File;
  /** What the judge of every chosen file says of this one. */
  readonly look: PhotoLook;
  readonly width: number;
  readonly height: number;
  readonly enlarged: boolean;
}

export type Fit = (
  | { readonly phase: 'BUSY'; readonly attempts: number }
  | { readonly phase: 'DONE' | 'FAILED' }
  | { readonly phase: 'REFUSED'; readonly findings: readonly Finding[] }
) & {
  /** The newest result; while BUSY that of an earlier frame. */
  readonly last?: FittedPhoto | undefined;
};

/** Milliseconds that the frame rests before it is encoded again. */
const REST = 300;

/** The photo that the frame gives, encoded anew whenever the frame has come to rest. */
export function useFit(picture: Picture, view: View, rules: PhotoRules, name: string): Fit {
  const [shown, setShown] = useState<{ of: View; fit: Fit }>({
    of: view,
    fit: { phase: 'BUSY', attempts: 1 },
  });
  const rest = useRef(0);
  useEffect(() => {
    const stop = new AbortController();
    const tell = (next: (last: FittedPhoto | undefined) => Fit) => {
      if (!stop.signal.aborted) setShown((now) => ({ of: view, fit: next(now.fit.last) }));
    };
    tell((last) => ({ phase: 'BUSY', attempts: 1, last }));
    const timer = setTimeout(() => {
      const onAttempt = (attempts: number) => tell((last) => ({ phase: 'BUSY', attempts, last }));
      fitFrame({ picture, view, rules, name, signal: stop.signal, onAttempt }).then(
        (done) => tell(() => done),
        () => tell(() => ({ phase: 'FAILED' })),
      );
    }, rest.current);
    rest.current = REST;
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [picture, view, rules, name]);
  // Until the effect has run, what is known is about an earlier frame.
  return shown.of === view ? shown.fit : { phase: 'BUSY', attempts: 1, last: shown.fit.last };
}

interface Order {
  readonly picture: Picture;
  readonly view: View;
  readonly rules: PhotoRules;
  readonly name: string;
  readonly signal: AbortSignal;
  onAttempt(attempts: number): void;
}

async function fitFrame({ picture, view, rules, name, signal, onAttempt }: Order): Promise<Fit> {
  const frame = frameOf(picture, view, rules);
  if (!frame) return { phase: 'REFUSED', findings: [] };
  const encoder = encoderOf(picture, view.turn, frame, signal);
  try {
    let attempts = 0;
    const made = await fitPhoto(frame, rules, (rung) => {
      attempts += 1;
      onAttempt(attempts);
      return encoder.encode(rung);
    });
    if (!made.ok) return { phase: 'REFUSED', findings: made.findings };
    const file = new File([made.encoded], `${name.replace(/\.[^.]*$/, '') || 'photo'}.jpg`, {
      type: 'image/jpeg',
    });
    const look = lookAtPhoto(new Uint8Array(await file.arrayBuffer()), file, rules);
    if (!look.ok) return { phase: 'REFUSED', findings: look.findings };
    const { width, height } = made.rung;
    return { phase: 'DONE', last: { file, look, width, height, enlarged: made.enlarged } };
  } finally {
    encoder.close();
  }
}
