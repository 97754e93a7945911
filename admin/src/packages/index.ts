import type { ResourceProps } from 'react-admin';
import { lazyPage } from '../ui/lazyPage.ts';

export const packages: ResourceProps = {
  name: 'packages',
  list: lazyPage(() => import('./PackageList.tsx'), 'PackageList'),
  create: lazyPage(() => import('./PackageCreate.tsx'), 'PackageCreate'),
  show: lazyPage(() => import('./PackageShow.tsx'), 'PackageShow'),
  recordRepresentation: ({ section, row }) => `${section} / ${row}`,
};
