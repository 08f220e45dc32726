import type { PhotoRules } from '../../../../shared/contracts/photo.ts';
import { showBytes } from '../../../kit/format.ts';
import { aside, defineMessages } from '../../../kit/i18n.ts';
import { StatusTag } from '../../../kit/notice.tsx';
import { type PhotoLook, placeOn, type Ruler, rulersOf } from './photo-rules.ts';

const own = defineMessages({
  title: ['实测与要求', 'Measured and required'],
  width: ['宽', 'Width'],
  height: ['高', 'Height'],
  ratio: ['宽高比', 'Width to height'],
  bytes: ['文件大小', 'Size of the file'],
  found: ['现为', 'found'],
  allowed: ['要求', 'required'],
  good: ['符合', 'fits'],
  bad: ['不符合', 'does not fit'],
  unknown: ['测不出', 'not measured'],
  px: ['{n} 像素', '{n} px'],
  over: ['大于 {n} 像素', 'more than {n} px'],
  between: ['{from} 至 {to}（含）', '{from} to {to}, both included'],
  betweenOpen: ['大于 {from} 且小于 {to}', 'more than {from}, less than {to}'],
});

function foundText({ key, found }: Ruler): string {
  if (found === undefined) return own('unknown');
  if (key === 'bytes') return `${showBytes(found)}${aside(String(found))}`;
  return key === 'ratio' ? found.toFixed(4).replace(/\.?0+$/, '') : own('px', { n: found });
}

function allowedText(key: Ruler['key'], rules: PhotoRules): string {
  if (key === 'width') return own('over', { n: rules.px.wGt });
  if (key === 'height') return own('over', { n: rules.px.hGt });
  if (key === 'bytes')
    return own('betweenOpen', { from: showBytes(rules.bytes.gt), to: showBytes(rules.bytes.lt) });
  const decimals = ([a, b]: readonly [number, number]) => String(a / b);
  return own('between', { from: decimals(rules.ratio.min), to: decimals(rules.ratio.max) });
}

/** Four rulers: each with what was found, what is allowed, and a word for the verdict. */
export function PhotoRulers({ look, rules }: { look: PhotoLook; rules: PhotoRules }) {
  return (
    <section aria-label={own('title')} aria-live="polite" class="rulers">
      {rulersOf(look.measured, rules).map((ruler) => {
        const [from, to] = [placeOn(ruler.allowed[0], ruler.scale), placeOn(ruler.allowed[1], ruler.scale)];
        return (
          <div key={ruler.key} class={`ruler ${ruler.good ? 'good' : 'bad'}`}>
            <p class="ruler-head">
              <strong>{own(ruler.key)}</strong>
              <StatusTag tone={ruler.good ? 'good' : 'bad'}>{own(ruler.good ? 'good' : 'bad')}</StatusTag>
            </p>
            <svg class="ruler-scale" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
              <rect x="0" y="4" width="100" height="2" class="ruler-line" />
              <rect x={from} y="2" width={to - from} height="6" class="ruler-allowed" />
              {ruler.found === undefined ? null : (
                <rect
                  x={Math.min(99, placeOn(ruler.found, ruler.scale))}
                  y="0"
                  width="1"
                  height="10"
                  class="ruler-found"
                />
              )}
            </svg>
            <p>
              {own('found')} <strong>{foundText(ruler)}</strong> · {own('allowed')}{' '}
              {allowedText(ruler.key, rules)}
            </p>
          </div>
        );
      })}
    </section>
  );
}
