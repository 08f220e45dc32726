import { mount } from '../kit/mount.tsx';

mount(<h1>职评 · 本机控制台</h1>);
