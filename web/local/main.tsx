import { mount } from '../kit/mount.tsx';
import { LocalConsole } from './console.tsx';

mount(<LocalConsole />, { section: '/local/', stay: true });
