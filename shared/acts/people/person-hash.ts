import { createHmac } from 'node:crypto';
import type { Environment } from '../../contracts/environment.ts';
import { needed } from '../base/deps.ts';

/** D29: one number, one hash; without the key nobody can try numbers. */
export const hashOfPerson = (env: Pick<Environment, 'PERSON_KEY'>, idNumber: string): string =>
  createHmac('sha256', needed(env, 'PERSON_KEY')).update(idNumber).digest('hex');
