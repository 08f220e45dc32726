import { useEffect, useRef, useState } from 'preact/hooks';
import type { PhotoRules } from '../../../../shared/contracts/photo.ts';
import { Button } from '../../../kit/button.tsx';
import { defineMessages } from '../../../kit/i18n.ts';
import { cropFrame } from './photo-rules.ts';

const own = defineMessages({
  title: ['裁剪照片', 'Crop the photo'],
  hint: [
    '虚线框为允许的最窄（{min}）与最宽（{max}）比例，实线框为裁剪结果。用滑块调整，键盘方向键同样可用。',
    'Dashed frames are the narrowest ({min}) and widest ({max}) ratio allowed, the solid one is the result. Move the sliders; arrow keys work too.',
  ],
  ratio: ['宽高比', 'Width to height'],
  zoom: ['放大', 'Zoom'],
  x: ['左右', 'Left and right'],
  y: ['上下', 'Up and down'],
  result: ['结果：{w}×{h} 像素', 'Result: {w}×{h} px'],
  use: ['使用裁剪后的照片', 'Use the cropped photo'],
});

interface Props {
  file: File;
  rules: PhotoRules;
  onDone(file: File): void;
}

/** Crops to a permitted ratio in the browser; the result is judged like any other file. */
export function PhotoCrop({ file, rules, onDone }: Props) {
  const [min, max] = [rules.ratio.min[0] / rules.ratio.min[1], rules.ratio.max[0] / rules.ratio.max[1]];
  const [picture, setPicture] = useState<ImageBitmap>();
  const [place, setPlace] = useState({ x: 50, y: 30, zoom: 1 });
  const [ratio, setRatio] = useState(0.7143);
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let current = true;
    // EXIF orientation is applied here, as R18 measures.
    createImageBitmap(file).then(
      (bitmap) => current && setPicture(bitmap),
      () => current && setPicture(undefined),
    );
    return () => {
      current = false;
    };
  }, [file]);
  const frame = picture ? cropFrame(picture, ratio, place) : undefined;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!picture || !frame || !context || !canvas.current) return;
    const scale = Math.min(320 / picture.width, 400 / picture.height);
    canvas.current.width = Math.round(picture.width * scale);
    canvas.current.height = Math.round(picture.height * scale);
    context.drawImage(picture, 0, 0, canvas.current.width, canvas.current.height);
    const draw = (one: ReturnType<typeof cropFrame>, dashed: boolean) => {
      context.setLineDash(dashed ? [6, 4] : []);
      context.strokeStyle = dashed ? '#724500' : '#0a3f86';
      context.lineWidth = dashed ? 1 : 3;
      context.strokeRect(one.left * scale, one.top * scale, one.width * scale, one.height * scale);
    };
    draw(cropFrame(picture, min, place), true);
    draw(cropFrame(picture, max, place), true);
    draw(frame, false);
  }, [picture, frame, place, min, max]);
  if (!picture || !frame) return null;
  const use = () => {
    const result = document.createElement('canvas');
    result.width = frame.width;
    result.height = frame.height;
    const context = result.getContext('2d');
    if (!context) return;
    context.fillStyle = '#fff';
    context.fillRect(0, 0, frame.width, frame.height);
    context.drawImage(
      picture,
      frame.left,
      frame.top,
      frame.width,
      frame.height,
      0,
      0,
      frame.width,
      frame.height,
    );
    const name = `${file.name.replace(/\.[^.]*$/, '')}-crop.jpg`;
    result.toBlob(
      (blob) => blob && onDone(new File([blob], name, { type: 'image/jpeg' })),
      'image/jpeg',
      0.95,
    );
  };
  const slider = (key: 'x' | 'y' | 'zoom', from: number, to: number, step: number) => (
    <label class="slider">
      {own(key)}
      <input
        type="range"
        min={from}
        max={to}
        step={step}
        value={place[key]}
        onInput={(event) => setPlace({ ...place, [key]: Number(event.currentTarget.value) })}
      />
    </label>
  );
  return (
    <details class="why panel" open>
      <summary>{own('title')}</summary>
      <p class="hint">{own('hint', { min, max })}</p>
      <canvas ref={canvas} class="crop-canvas" role="img" aria-label={own('title')} />
      <label class="slider">
        {own('ratio')} {ratio.toFixed(3)}
        <input
          type="range"
          min={min}
          max={max}
          step={0.001}
          value={ratio}
          onInput={(event) => setRatio(Number(event.currentTarget.value))}
        />
      </label>
      {slider('zoom', 1, 3, 0.05)}
      {slider('x', 0, 100, 1)}
      {slider('y', 0, 100, 1)}
      <p>{own('result', { w: frame.width, h: frame.height })}</p>
      <Button onClick={use}>{own('use')}</Button>
    </details>
  );
}
