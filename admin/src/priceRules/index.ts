import type { ResourceProps } from 'react-admin';
import { lazyPage } from '../ui/lazyPage.ts';

export const priceRules: ResourceProps = {
  name: 'price-rules',
  list: lazyPage(() => import('./PriceRulesPage.tsx'), 'PriceRulesPage'),
};
