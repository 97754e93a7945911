export { PackageCreate } from './PackageCreate.tsx';
export { PackageList } from './PackageList.tsx';
export { PackageShow } from './PackageShow.tsx';
