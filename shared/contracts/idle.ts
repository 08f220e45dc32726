import type { Role } from './roles.ts';

/** How long a sign-in of staff lives without anybody there (D34), in minutes. */

/** Whoever administers is called back soonest; experts read long files between two clicks. */
const minutes: Readonly<Partial<Record<Role, number>>> = {
  PLATFORM_OPS: 15,
  SECURITY_ADMIN: 15,
  SUPERVISOR: 15,
  EXPERT: 60,
};
const OTHERS = 30;

/** A request that a page made by itself says so in this header: it keeps no sign-in alive. */
export const UNATTENDED = 'x-zhiping-unattended';

/** Milliseconds before the end at which the page says it. */
export const IDLE_WARNING_MS = 120_000;

/** Of two requests within this, the second is not written down. */
export const SEEN_EVERY_MS = 60_000;

/**
 * The limit of a role under the stage's setting, `EXPERT=90,*=20`; a role's own word beats `*`. 0: no limit.
 * @throws {TypeError} for a setting that says something else
 */
export function idleMinutesOf(role: Role, setting: string): number {
  const said = new Map(
    setting.split(',').flatMap((part): [string, number][] => {
      if (part.trim() === '') return [];
      const [, name = '', value = ''] = /^([A-Z_]+|\*)=(\d{1,4})$/.exec(part.trim()) ?? [];
      if (name === '') throw new TypeError(`IDLE_MINUTES cannot be read: ${part}`);
      return [[name, Number(value)]];
    }),
  );
  return said.get(role) ?? said.get('*') ?? minutes[role] ?? OTHERS;
}
