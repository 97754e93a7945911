import type { ResourceProps } from 'react-admin';
import { lazyPage } from '../ui/lazyPage.ts';

export const bulkRuns: ResourceProps = {
  name: 'bulk-runs',
  list: lazyPage(() => import('./RunList.tsx'), 'RunList'),
  show: lazyPage(() => import('./RunShow.tsx'), 'RunShow'),
};
