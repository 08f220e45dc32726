import type { ComponentChildren } from 'preact';
import { photoLimits } from '../../../../shared/rules/files/photo-limits.ts';
import { Button } from '../../../kit/button.tsx';
import { defineMessages } from '../../../kit/i18n.ts';
import { farthestZoom, firstView, reshaped, zoomed } from './photo-frame.ts';
import { nudged, type StageProps, ZOOM_STEP } from './photo-stage.tsx';

const own = defineMessages({
  zoom: ['缩放', 'Zoom'],
  times: ['{n} 倍', '{n} times'],
  ratio: ['宽高比', 'Width to height'],
  nearer: ['放大', 'Zoom in'],
  farther: ['缩小', 'Zoom out'],
  left: ['左移', 'Move left'],
  right: ['右移', 'Move right'],
  up: ['上移', 'Move up'],
  down: ['下移', 'Move down'],
  turn: ['向右转', 'Turn right'],
  reset: ['复位', 'Start over'],
});

/** Everything that fingers and keys do on the stage, as buttons and sliders. */
export function PhotoControls(props: StageProps) {
  const { picture, rules, view, onView, onReset } = props;
  const most = Math.log(farthestZoom(picture, view, rules));
  const zoom = (factor: number) => onView((now) => zoomed(picture, now, rules, factor));
  const { low, high } = photoLimits(rules).ratio;
  const nudge = (label: 'left' | 'right' | 'up' | 'down', sign: string, x: number, y: number) => (
    <Small label={own(label)} onClick={() => onView((now) => nudged(props, now, x, y))}>
      {sign}
    </Small>
  );
  return (
    <div class="photo-controls">
      <div class="photo-zoom">
        <Small label={own('farther')} onClick={() => zoom(1 / ZOOM_STEP)}>
          −
        </Small>
        <input
          type="range"
          min={0}
          max={1}
          step={0.01}
          aria-label={own('zoom')}
          aria-valuetext={own('times', { n: view.zoom.toFixed(1) })}
          value={most > 0 ? Math.log(view.zoom) / most : 0}
          disabled={most === 0}
          onInput={(event) => zoom(Math.exp(Number(event.currentTarget.value) * most) / view.zoom)}
        />
        <Small label={own('nearer')} onClick={() => zoom(ZOOM_STEP)}>
          +
        </Small>
      </div>
      <div class="photo-buttons">
        {nudge('left', '←', -1, 0)}
        {nudge('up', '↑', 0, -1)}
        {nudge('down', '↓', 0, 1)}
        {nudge('right', '→', 1, 0)}
        <Button onClick={() => onView(({ turn }) => firstView(picture, rules, (turn + 1) % 4))}>
          {own('turn')}
        </Button>
        <Button onClick={onReset}>{own('reset')}</Button>
      </div>
      <label class="slider">
        {own('ratio')}
        <input
          type="range"
          min={low.at[0] / low.at[1]}
          max={high.at[0] / high.at[1]}
          step={0.001}
          value={view.ratio}
          onInput={(event) => {
            const ratio = Number(event.currentTarget.value);
            onView((now) => reshaped(picture, now, rules, ratio));
          }}
        />
      </label>
    </div>
  );
}

function Small(props: { label: string; onClick(): void; children: ComponentChildren }) {
  return (
    <button type="button" class="button secondary small" aria-label={props.label} onClick={props.onClick}>
      <span aria-hidden="true">{props.children}</span>
    </button>
  );
}
