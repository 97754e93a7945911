import type { ResourceProps } from 'react-admin';
import { lazyPage } from '../ui/lazyPage.ts';

export const staff: ResourceProps = {
  name: 'staff',
  list: lazyPage(() => import('./StaffList.tsx'), 'StaffList'),
  show: lazyPage(() => import('./StaffShow.tsx'), 'StaffShow'),
  recordRepresentation: 'name',
};
