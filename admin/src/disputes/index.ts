import type { ResourceProps } from 'react-admin';
import { lazyPage } from '../ui/lazyPage.ts';

export const disputes: ResourceProps = {
  name: 'disputes',
  list: lazyPage(() => import('./DisputeList.tsx'), 'DisputeList'),
  show: lazyPage(() => import('./DisputeShow.tsx'), 'DisputeShow'),
};
