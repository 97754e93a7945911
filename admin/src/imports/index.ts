import type { ResourceProps } from 'react-admin';
import { lazyPage } from '../ui/lazyPage.ts';

export const imports: ResourceProps = {
  name: 'imports',
  list: lazyPage(() => import('./ImportList.tsx'), 'ImportList'),
  create: lazyPage(() => import('./ImportCreate.tsx'), 'ImportCreate'),
  show: lazyPage(() => import('./ImportShow.tsx'), 'ImportShow'),
  recordRepresentation: 'fileName',
};
