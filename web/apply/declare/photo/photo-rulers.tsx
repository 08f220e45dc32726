import type { PhotoMeasurement, PhotoRules } from '../../../../shared/contracts/photo.ts';
import { grouped } from '../../../../shared/rules/base/bytes.ts';
import { ratioWords, safeBandOf } from '../../../../shared/rules/files/photo.ts';
import { highWords, type Limit, lowWords, photoLimits } from '../../../../shared/rules/files/photo-limits.ts';
import { showBytes } from '../../../kit/format.ts';
import { aside, defineMessages, say } from '../../../kit/i18n.ts';
import { StatusTag } from '../../../kit/notice.tsx';
import { type Ruler, rulersOf } from './photo-rules.ts';

const own = defineMessages({
  required: ['要求', 'Required'],
  measured: ['实测与要求', 'Measured and required'],
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
  exact: ['{n} 字节', '{n} bytes'],
  bytesBetween: ['{low} 且{high} 字节{units}', '{low} and {high} bytes{units}'],
  units: ['{gt} 至 {lt}', '{gt} to {lt}'],
  safe: ['建议 {from} 至 {to} 字节（深色部分）', '{from} to {to} bytes advised (the darker part)'],
});

function foundText({ key, found }: Ruler, bytes: number): string {
  if (found === undefined) return own('unknown');
  if (key === 'bytes') return `${own('exact', { n: found })}${aside(showBytes(bytes))}`;
  return key === 'ratio' ? found : own('px', { n: found });
}

function allowedText(key: Ruler['key'], rules: PhotoRules): string {
  const { bytes, width, height } = photoLimits(rules);
  const pixels = (limit: Limit) => say(lowWords(limit, { zh: `${limit.at} 像素`, en: `${limit.at} px` }));
  if (key === 'width') return pixels(width);
  if (key === 'height') return pixels(height);
  if (key === 'ratio') return say(ratioWords(rules));
  const { low, high } = bytes;
  const number = ({ at }: Limit) => ({ zh: grouped(at), en: grouped(at) });
  return own('bytesBetween', {
    low: say(lowWords(low, number(low))),
    high: say(highWords(high, number(high))),
    units: aside(own('units', { gt: showBytes(low.at), lt: showBytes(high.at) })),
  });
}

/** What is advised within what is allowed: bytes that pass under both readings of K (Q5). */
function SafeLine({ rules }: { rules: PhotoRules }) {
  const { from, to } = safeBandOf(rules);
  return from <= to ? <p class="quiet">{own('safe', { from: grouped(from), to: grouped(to) })}</p> : null;
}

/**
 * Four rulers: each with what is allowed and, once there is a photo, what was found and a word for the verdict.
 * They are not announced as they move; who changes the frame is told once it rests.
 */
export function PhotoRulers({
  measured,
  rules,
}: {
  measured?: PhotoMeasurement | undefined;
  rules: PhotoRules;
}) {
  return (
    <section aria-label={own(measured ? 'measured' : 'required')} class="rulers">
      {rulersOf(measured, rules).map((ruler) => (
        <div key={ruler.key} class={`ruler ${measured ? (ruler.good ? 'good' : 'bad') : ''}`}>
          <p class="ruler-head">
            <strong>{own(ruler.key)}</strong>
            {measured ? (
              <StatusTag tone={ruler.good ? 'good' : 'bad'}>{own(ruler.good ? 'good' : 'bad')}</StatusTag>
            ) : null}
          </p>
          <Scale ruler={ruler} />
          <p>
            {measured ? (
              <>
                {own('found')} <strong>{foundText(ruler, measured.bytes)}</strong>{' '}
                <span class="ruler-apart">{own('allowed')}</span>{' '}
              </>
            ) : null}
            {allowedText(ruler.key, rules)}
          </p>
          {ruler.key === 'bytes' ? <SafeLine rules={rules} /> : null}
        </div>
      ))}
    </section>
  );
}

function Scale({ ruler: { allowed, safe, at } }: { ruler: Ruler }) {
  const band = ([from, to]: readonly [number, number], name: string) => (
    <rect x={from} y="2" width={to - from} height="6" class={name} />
  );
  return (
    <svg class="ruler-scale" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect x="0" y="4" width="100" height="2" class="ruler-line" />
      {band(allowed, 'ruler-allowed')}
      {safe ? band(safe, 'ruler-safe') : null}
      {at === undefined ? null : (
        <rect x={Math.min(99, at)} y="0" width="1" height="10" class="ruler-found" />
      )}
    </svg>
  );
}
