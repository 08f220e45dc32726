import { mount } from '../kit/mount.tsx';

mount(<h1>职评 · 公示与证书查验</h1>);
