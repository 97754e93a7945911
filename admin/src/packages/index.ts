import type { ResourceProps } from 'react-admin';
import { lazyPage } from '../ui/lazyPage.ts';

/** The season of a package in figures; finance reads it too. */
export const packageSeasons: ResourceProps = {
  name: 'package-seasons',
  show: lazyPage(() => import('./SeasonShow.tsx'), 'SeasonShow'),
};

export const packages: ResourceProps = {
  name: 'packages',
  list: lazyPage(() => import('./PackageList.tsx'), 'PackageList'),
  create: lazyPage(() => import('./PackageCreate.tsx'), 'PackageCreate'),
  show: lazyPage(() => import('./PackageShow.tsx'), 'PackageShow'),
  recordRepresentation: ({ section, row }) => `${section} / ${row}`,
};
