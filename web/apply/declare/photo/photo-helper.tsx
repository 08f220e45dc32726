import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { PhotoMeasurement, PhotoRules } from '../../../../shared/contracts/photo.ts';
import { holdsPhoto, smallestSize } from '../../../../shared/rules/files/photo-size.ts';
import { Button } from '../../../kit/button.tsx';
import { FindingList } from '../../../kit/errors.tsx';
import { linesOf } from '../../../kit/findings.ts';
import { defineMessages } from '../../../kit/i18n.ts';
import { ProgressBar } from '../../../kit/lists.tsx';
import { Notice } from '../../../kit/notice.tsx';
import { useObjectUrl } from '../../../kit/picture.ts';
import { PhotoControls } from './photo-controls.tsx';
import { firstView, frameOf, turned, type View } from './photo-frame.ts';
import { openPicture, type Picture } from './photo-picture.ts';
import { PhotoRulers } from './photo-rulers.tsx';
import { PhotoStage } from './photo-stage.tsx';
import { useFit } from './use-fit.ts';

const own = defineMessages({
  title: ['把照片调整到符合要求', 'Make the photo fit'],
  hint: [
    '拖动照片，让头和肩在框内；双指或滚轮缩放。大小和像素会自动调整，原照片不会改动。',
    'Drag the photo until head and shoulders are in the frame; zoom with two fingers or the wheel. Bytes and pixels follow by themselves; your file is not changed.',
  ],
  opening: ['正在打开照片…', 'Opening the photo…'],
  unreadable: ['本浏览器打不开这张照片', 'This browser cannot open the photo'],
  unreadableHint: [
    '请在手机或电脑上把照片另存为 JPG 后再选择。苹果手机：设置 → 相机 → 格式 → 兼容性最佳，再重新拍摄。',
    'Save it as JPG on your phone or computer and choose that. iPhone: Settings → Camera → Formats → Most Compatible, then take it again.',
  ],
  brokenHint: [
    '文件已损坏或没有传完整。请从手机或相机重新取一次，或重新拍摄。',
    'The file is damaged or did not arrive whole. Copy it from the phone or camera again, or take another photo.',
  ],
  small: ['这张照片太小，不能调整到符合要求', 'This photo is too small to be made right'],
  smallHint: [
    '原照片只有 {w}×{h} 像素；要求的照片至少为 {minW}×{minH} 像素。放大不会增加清晰度，请重新拍摄，或换一张更大的照片。',
    'It has {w}×{h} pixels; a permitted photo has {minW}×{minH} at least. Enlarging adds no detail: take it again, or choose a larger one.',
  ],
  sideways: ['照片横放时不够高，可以先转正。', 'It is not high enough as it lies; turn it first.'],
  fitting: ['正在压缩照片，第 {n} 次尝试…', 'Encoding the photo, attempt {n}…'],
  result: ['调整后的照片', 'The photo as it will be'],
  ready: ['调整后 {w}×{h} 像素，符合全部要求', 'As adjusted {w}×{h} pixels; it meets every requirement'],
  enlarged: [
    '为达到最小文件大小，像素已放大；清晰度以原照片为准。',
    'It was enlarged to reach the least size of a file; it is as sharp as the original.',
  ],
  damaged: [
    '原文件有损坏，请确认画面完整。',
    'The original file is damaged; make sure that the picture is whole.',
  ],
  failed: [
    '照片没有处理成功，请重试或换一张照片。',
    'The photo could not be processed; try again or choose another one.',
  ],
  use: ['使用这张照片', 'Use this photo'],
});

interface Props {
  file: File;
  measured: PhotoMeasurement;
  rules: PhotoRules;
  /** Where the frame stood when this photo was last adjusted. */
  startAt?: View | undefined;
  onUse(photo: File, view: View): void;
}

/** Makes a permitted photo of what was chosen (R16–R19, D1), or says why none can be made. */
export function PhotoHelper({ file, measured, rules, startAt, onUse }: Props) {
  const picture = usePhoto(file, measured, rules);
  if (picture === 'OPENING') return <ProgressBar value={undefined} label={own('opening')} />;
  if (picture === 'UNREADABLE')
    return (
      <>
        <Notice tone="warn" title={own('unreadable')}>
          <p>{own(measured.jpeg ? 'brokenHint' : 'unreadableHint')}</p>
        </Notice>
        <PhotoRulers measured={measured} rules={rules} />
      </>
    );
  if (!holdsPhoto(picture, rules) && !holdsPhoto(turned(picture, 1), rules))
    return (
      <>
        <TooSmall picture={picture} rules={rules} />
        <PhotoRulers measured={measured} rules={rules} />
      </>
    );
  return (
    <Adjust picture={picture} rules={rules} file={file} measured={measured} startAt={startAt} onUse={onUse} />
  );
}

/** The opened picture; let go when another one is chosen or the page is left. */
function usePhoto(file: File, measured: PhotoMeasurement, rules: PhotoRules) {
  const [picture, setPicture] = useState<Picture | 'OPENING' | 'UNREADABLE'>('OPENING');
  useEffect(() => {
    let opened: Picture | undefined;
    let left = false;
    setPicture('OPENING');
    openPicture(file, rules, measured).then(
      (one) => {
        opened = one;
        if (left) one.close();
        else setPicture(one);
      },
      () => !left && setPicture('UNREADABLE'),
    );
    return () => {
      left = true;
      opened?.close();
    };
  }, [file, rules, measured]);
  return picture;
}

function TooSmall({ picture: { width: w, height: h }, rules }: { picture: Picture; rules: PhotoRules }) {
  const { width: minW, height: minH } = smallestSize(rules);
  return (
    <Notice tone="warn" title={own('small')}>
      <p>{own('smallHint', { w, h, minW, minH })}</p>
    </Notice>
  );
}

function Adjust({ picture, file, measured, rules, startAt, onUse }: Props & { picture: Picture }) {
  const [view, setView] = useState(() => startAt ?? firstView(picture, rules));
  const fit = useFit(picture, view, rules, file.name);
  const reset = useCallback(() => setView(firstView(picture, rules)), [picture, rules]);
  const stage = { picture, rules, view, onView: setView, onReset: reset };
  const made = fit.phase === 'DONE' ? fit.last : undefined;
  const section = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  // On a telephone it would open below the screen, under the refusal that it cures.
  useEffect(() => {
    section.current?.scrollIntoView({ block: 'nearest' });
    // The button that asked for it is gone, and the focus with it.
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <section class="photo-helper" ref={section} aria-labelledby="photo-helper-title">
      <h2 id="photo-helper-title" tabIndex={-1} ref={heading}>
        {own('title')}
      </h2>
      <p class="hint">{own('hint')}</p>
      <div class="photo-look">
        <div class="stack tight">
          {frameOf(picture, view, rules) ? <PhotoStage {...stage} /> : <p>{own('sideways')}</p>}
          <PhotoControls {...stage} />
        </div>
        <div class="stack tight">
          <div class="photo-result">
            {fit.last ? <Thumbnail file={fit.last.file} /> : null}
            <div class="stack tight">
              {fit.phase === 'BUSY' ? (
                <ProgressBar value={undefined} label={own('fitting', { n: fit.attempts })} />
              ) : null}
              <div role="status">
                {made ? <p>{own('ready', { w: made.width, h: made.height })}</p> : null}
                {made?.enlarged ? <p>{own('enlarged')}</p> : null}
                {made && measured.faults.length > 0 ? <p>{own('damaged')}</p> : null}
                {fit.phase === 'REFUSED' ? <FindingList lines={linesOf(fit.findings)} /> : null}
                {fit.phase === 'FAILED' ? <p>{own('failed')}</p> : null}
              </div>
              <p>
                <Button
                  look="primary"
                  busy={fit.phase === 'BUSY'}
                  disabled={fit.phase === 'REFUSED' || fit.phase === 'FAILED'}
                  onClick={() => made && onUse(made.file, view)}
                >
                  {own('use')}
                </Button>
              </p>
            </div>
          </div>
          <PhotoRulers measured={fit.last?.look.measured ?? measured} rules={rules} />
        </div>
      </div>
    </section>
  );
}

/** The very file that would be uploaded. */
function Thumbnail({ file }: { file: File }) {
  const url = useObjectUrl(file);
  return url ? <img class="photo-thumbnail" src={url} alt={own('result')} /> : null;
}
