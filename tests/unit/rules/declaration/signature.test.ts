import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkDrawing,
  type Drawing,
  measureInk,
  signatureSvg,
  strokePath,
} from '../../../../shared/rules/declaration/signature.ts';

const rules = { minStrokes: 2, minPathPx: 150 };
const line = (length: number, y = 10, steps = 10) =>
  Array.from({ length: steps + 1 }, (_, i) => ({ x: (100 + (length * i) / steps) / 1000, y: y / 300, t: i }));
const drawing = (...strokes: Drawing['strokes']): Drawing => ({ width: 1000, height: 300, strokes });
const codes = (d: Drawing) => checkDrawing(d, rules).map((f) => f.code);

describe('R22, R23: the drawn signature', () => {
  it.each([
    ['nothing', drawing(), ['SIGNATURE_MISSING']],
    ['a dot', drawing([{ x: 0.5, y: 0.5, t: 0 }]), ['SIGNATURE_MISSING']],
    ['one stroke of 149 px', drawing(line(149)), ['SIGNATURE_MISSING']],
    ['one stroke of 150 px: no longer nothing, but advised', drawing(line(150)), ['SIGNATURE_ILLEGIBLE']],
    ['two strokes of 10 px: likewise', drawing(line(10), line(10, 20)), ['SIGNATURE_ILLEGIBLE']],
    ['two strokes of a name', drawing(line(120), line(120, 80)), []],
  ])('%s', (_name, given, expected) => {
    expect(codes(given)).toEqual(expected);
  });

  it('advice is advice (L36)', () => {
    expect(checkDrawing(drawing(line(150)), rules).map((f) => f.severity)).toEqual(['advice']);
  });

  it('a frame without size is no frame', () => {
    expect(codes({ ...drawing(line(200), line(200, 60)), width: 0 })).toEqual(['SIGNATURE_AREA']);
    expect(codes({ ...drawing(line(200), line(200, 60)), width: Number.NaN })).toEqual(['SIGNATURE_AREA']);
  });

  it('measures strokes, path and box', () => {
    expect(measureInk(drawing(line(100), line(50, 60)))).toEqual({
      strokes: 2,
      lengthPx: 150,
      widthPx: 100,
      heightPx: 50,
    });
  });

  const point = fc.record({
    x: fc.double({ min: 0, max: 1, noNaN: true }),
    y: fc.double({ min: 0, max: 1, noNaN: true }),
    t: fc.nat(),
  });
  const any = fc.record({
    width: fc.integer({ min: 1, max: 4000 }),
    height: fc.integer({ min: 1, max: 4000 }),
    strokes: fc.array(fc.array(point, { maxLength: 40 }), { maxLength: 10 }),
  });

  it('whatever is drawn becomes one path of moves and lines inside the frame', () => {
    fc.assert(
      fc.property(any, (d) => {
        const path = strokePath(d);
        expect(path).toMatch(/^([ML]\d+(\.\d)? \d+(\.\d)?)*$/);
        for (const [, x, y] of path.matchAll(/[ML]([\d.]+) ([\d.]+)/g)) {
          expect(Number(x)).toBeLessThanOrEqual(d.width);
          expect(Number(y)).toBeLessThanOrEqual(d.height);
        }
        expect(signatureSvg(d)).toMatch(/^<svg [^<>]*><path [^<>]*\/><\/svg>$/);
      }),
    );
  });

  it('each drawn stroke begins one move, a dot too', () => {
    fc.assert(
      fc.property(any, (d) => {
        const moves = strokePath(d).split('M').length - 1;
        expect(moves).toBe(d.strokes.filter((s) => s.length > 0).length);
      }),
    );
  });

  it('R22: the same strokes look the same from a frame of any size', () => {
    const strokes = [line(120), line(120, 80)];
    const picture = (width: number, height: number) => signatureSvg({ width, height, strokes });
    expect(picture(1000, 300)).toContain('viewBox="0 0 1000 300"><path d="M100 10L112 10');
    expect(picture(1000, 300)).toContain('stroke-width="7"');
    expect(picture(500, 150)).toContain('viewBox="0 0 500 150"><path d="M50 5L56 5');
    expect(picture(500, 150)).toContain('stroke-width="3.5"');
  });
});
