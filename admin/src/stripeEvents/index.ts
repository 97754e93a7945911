import type { ResourceProps } from 'react-admin';
import { lazyPage } from '../ui/lazyPage.ts';

export const stripeEvents: ResourceProps = {
  name: 'stripe-events',
  list: lazyPage(() => import('./StripeEventList.tsx'), 'StripeEventList'),
  show: lazyPage(() => import('./StripeEventShow.tsx'), 'StripeEventShow'),
};
