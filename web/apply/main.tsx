import { mount } from '../kit/mount.tsx';

mount(<h1>职评</h1>);
