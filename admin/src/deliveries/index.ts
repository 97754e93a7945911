import type { ResourceProps } from 'react-admin';
import { lazyPage } from '../ui/lazyPage.ts';

export const deliveries: ResourceProps = {
  name: 'deliveries',
  list: lazyPage(() => import('./DeliveryGrid.tsx'), 'DeliveryGrid'),
  show: lazyPage(() => import('./DeliveryShow.tsx'), 'DeliveryShow'),
};
