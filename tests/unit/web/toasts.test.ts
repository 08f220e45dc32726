import { describe, expect, it } from 'vitest';
import { withToast } from '../../../web/kit/notice.tsx';

/** What was done is said briefly, and does not pile up. */

describe('toasts', () => {
  const told = (...texts: string[]) =>
    texts.reduce<ReturnType<typeof withToast>>((shown, text, id) => withToast(shown, { id, text }), []);

  it('the same words stand once, the newest of them', () => {
    expect(told('已办理', '已办理', '已办理')).toEqual([{ id: 2, text: '已办理' }]);
  });

  it('the newest three stand', () => {
    expect(told('甲', '乙', '丙', '丁').map((one) => one.text)).toEqual(['乙', '丙', '丁']);
  });

  it('what can be taken back stays as long as it can', () => {
    const undo = () => {};
    const shown = [{ id: 0, text: '已移除', undo }, ...told('甲', '乙', '丙')];
    expect(withToast(shown, { id: 9, text: '已移除' }).map((one) => one.text)).toEqual([
      ...['已移除', '丙', '已移除'],
    ]);
  });
});
