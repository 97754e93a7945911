import { lazyPage } from '../ui/lazyPage.ts';

export const MomentsPage = lazyPage(() => import('./MomentsPage.tsx'), 'MomentsPage');
