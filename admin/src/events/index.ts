import type { ResourceProps } from 'react-admin';
import { lazyPage } from '../ui/lazyPage.ts';

export const events: ResourceProps = {
  name: 'events',
  list: lazyPage(() => import('./EventList.tsx'), 'EventList'),
  create: lazyPage(() => import('./EventCreate.tsx'), 'EventCreate'),
  recordRepresentation: 'name',
};
