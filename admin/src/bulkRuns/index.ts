export { RunList } from './RunList.tsx';
export { RunShow } from './RunShow.tsx';
