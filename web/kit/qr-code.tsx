import { encode } from 'uqr';
import { t } from './messages.ts';

/** A QR code as one SVG path; dark on white in every colour scheme, so that cameras read it. */
export function QrCode({ text, size = 220 }: { text: string; size?: number }) {
  const { data, size: cells } = encode(text, { ecc: 'M', border: 3 });
  let path = '';
  data.forEach((row, y) => {
    row.forEach((dark, x) => {
      if (dark) path += `M${x} ${y}h1v1h-1z`;
    });
  });
  return (
    <svg
      class="qr"
      width={size}
      height={size}
      viewBox={`0 0 ${cells} ${cells}`}
      shape-rendering="crispEdges"
      role="img"
      aria-label={t('qrLabel', { text })}
    >
      <rect width={cells} height={cells} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
