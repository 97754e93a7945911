import type { ResourceProps } from 'react-admin';
import { lazyPage } from '../ui/lazyPage.ts';

export const consignors: ResourceProps = {
  name: 'consignors',
  list: lazyPage(() => import('./ConsignorList.tsx'), 'ConsignorList'),
  create: lazyPage(() => import('./ConsignorCreate.tsx'), 'ConsignorCreate'),
  edit: lazyPage(() => import('./ConsignorEdit.tsx'), 'ConsignorEdit'),
  show: lazyPage(() => import('./ConsignorShow.tsx'), 'ConsignorShow'),
  recordRepresentation: 'name',
};
/** A plan has no page; its name is its id. */
export const plans: ResourceProps = { name: 'plans', recordRepresentation: 'id' };
