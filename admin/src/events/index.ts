import type { ResourceProps } from 'react-admin';
import { lazyPage } from '../ui/lazyPage.ts';

export const EventChangeShow = lazyPage(() => import('./EventChangeShow.tsx'), 'EventChangeShow');

export const events: ResourceProps = {
  name: 'events',
  list: lazyPage(() => import('./EventList.tsx'), 'EventList'),
  show: lazyPage(() => import('./EventShow.tsx'), 'EventShow'),
  create: lazyPage(() => import('./EventCreate.tsx'), 'EventCreate'),
  edit: lazyPage(() => import('./EventEdit.tsx'), 'EventEdit'),
  recordRepresentation: 'name',
};
