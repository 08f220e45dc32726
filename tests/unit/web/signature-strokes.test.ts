import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SignatureBody } from '../../../shared/contracts/api/applications.ts';
import { drawingOf, resized } from '../../../web/kit/signature-strokes.ts';

const group = (...points: [x: number, y: number][]) => ({
  points: points.map(([x, y], i) => ({ x, y, time: 1000 + i * 10 })),
});
const shownOf = (...groups: ReturnType<typeof group>[]) =>
  drawingOf(groups, 200, 100).strokes.map((stroke) =>
    stroke.map(({ x, y }) => [Math.round(x * 200), Math.round(y * 100)]),
  );

const coordinate = fc.integer({ min: -150, max: 500 });
const groups = fc.array(
  fc.array(fc.record({ x: coordinate, y: coordinate, time: fc.nat(60_000) }), {
    minLength: 1,
    maxLength: 12,
  }),
  { maxLength: 12 },
);

describe('R22: a drawn signature', () => {
  test.each([
    [
      'inside: as it is',
      [group([10, 10], [190, 90])],
      [
        [
          [10, 10],
          [190, 90],
        ],
      ],
    ],
    [
      'out over the edge: it ends there',
      [group([100, 50], [300, 50])],
      [
        [
          [100, 50],
          [200, 50],
        ],
      ],
    ],
    [
      'in over the edge: it begins there',
      [group([100, -50], [100, 50])],
      [
        [
          [100, 0],
          [100, 50],
        ],
      ],
    ],
    [
      'out and back: two strokes, as one saw them',
      [group([100, 50], [300, 50], [300, 80], [100, 80])],
      [
        [
          [100, 50],
          [200, 50],
        ],
        [
          [200, 80],
          [100, 80],
        ],
      ],
    ],
    [
      'across the whole frame',
      [group([-100, 50], [300, 50])],
      [
        [
          [0, 50],
          [200, 50],
        ],
      ],
    ],
    ['beside the frame: nothing', [group([250, 10], [250, 90])], []],
    ['a dot', [group([20, 20])], [[[20, 20]]]],
    ['a dot beside the frame', [group([-1, 20])], []],
    [
      'along the edge',
      [group([0, 0], [0, 100])],
      [
        [
          [0, 0],
          [0, 100],
        ],
      ],
    ],
  ])('%s', (_name, given, expected) => {
    expect(shownOf(...given)).toEqual(expected);
  });

  test('times begin at the first point', () => {
    const [first, second] = [group([10, 10], [20, 10]), group([10, 20], [20, 20])];
    expect(
      drawingOf([first, second], 200, 100)
        .strokes.flat()
        .map((p) => p.t),
    ).toEqual([0, 10, 0, 10]);
  });

  test('whatever is drawn, the contract takes it', () => {
    fc.assert(
      fc.property(
        groups,
        fc.integer({ min: 1, max: 4000 }),
        fc.integer({ min: 1, max: 4000 }),
        (drawn, w, h) => {
          const drawing = drawingOf(
            drawn.map((points) => ({ points })),
            w,
            h,
          );
          const parsed = SignatureBody.safeParse({ scrolledToEnd: true, ...drawing });
          expect(parsed.error?.issues ?? []).toEqual([]);
        },
      ),
    );
  });

  test('more points than are kept are thinned, the ends of every stroke stay', () => {
    const long = Array.from({ length: 190 }, (_, s) =>
      group(...Array.from({ length: 100 }, (_, i): [number, number] => [i, (s % 50) + 1])),
    );
    const { strokes } = drawingOf(long, 200, 100);
    expect(SignatureBody.safeParse({ scrolledToEnd: true, width: 200, height: 100, strokes }).success).toBe(
      true,
    );
    expect(strokes.every((stroke) => stroke[0]?.x === 0 && stroke.at(-1)?.x === 99 / 200)).toBe(true);
  });

  test('a frame of another size changes nothing that is sent but the frame', () => {
    const whole = fc.array(
      fc
        .array(
          fc.record({
            x: fc.integer({ min: 0, max: 358 }),
            y: fc.integer({ min: 0, max: 199 }),
            time: fc.nat(60_000),
          }),
          {
            minLength: 1,
            maxLength: 12,
          },
        )
        .map((points) => ({ points })),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(whole, fc.integer({ min: 200, max: 640 }), (drawn, width) => {
        const [upright, side] = [
          { width: 358, height: 199 },
          { width, height: (width * 5) / 9 },
        ];
        const before = drawingOf(drawn, 358, 199).strokes;
        const after = drawingOf(resized(drawn, upright, side), side.width, side.height).strokes;
        const near = (strokes: typeof before) => strokes.map((s) => s.map((p) => [p.x, p.y, p.t]));
        expect(near(after)).toEqual(near(before));
      }),
    );
  });
});
