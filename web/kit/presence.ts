import { SEEN_EVERY_MS } from '../../shared/contracts/idle.ts';

/** Is somebody here? What a page asks by itself keeps no sign-in alive (D34). */

let last = Date.now();

/** When a key, a pointer or a finger was last used on this page, in the browser's own time. */
export const lastTouched = (): number => last;

/** Within what the server does not tell apart anyway. */
export const attended = (): boolean => Date.now() - last < SEEN_EVERY_MS * 1.5;

/** Follows what people do from now on. */
export function watchPresence(): void {
  const touch = () => {
    last = Date.now();
  };
  for (const event of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'])
    window.addEventListener(event, touch, { capture: true, passive: true });
}
