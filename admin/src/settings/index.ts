import { lazyPage } from '../ui/lazyPage.ts';

export const SettingsPage = lazyPage(() => import('./SettingsPage.tsx'), 'SettingsPage');
