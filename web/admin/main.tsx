import { mount } from '../kit/mount.tsx';
import { App } from './app.tsx';

mount(<App />, { section: '/admin/' });
