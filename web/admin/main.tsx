import { mount } from '../kit/mount.tsx';

mount(<h1>职评 · 工作台</h1>);
