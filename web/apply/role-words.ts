import { type Role, roleNames } from '../../shared/contracts/roles.ts';
import { say } from '../kit/i18n.ts';

export const roleWords = (role: Role): string => say(roleNames[role]);
