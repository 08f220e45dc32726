import { createHmac } from 'node:crypto';
import type { Environment } from '../../contracts/environment.ts';
import { personKey } from '../../rules/people/person-key.ts';
import { needed } from '../base/deps.ts';

/** D29: one person, one hash; without the key nobody can try numbers. */
export const hashOfPerson = (
  env: Pick<Environment, 'PERSON_KEY'>,
  document: Parameters<typeof personKey>[0],
): string => createHmac('sha256', needed(env, 'PERSON_KEY')).update(personKey(document)).digest('hex');
