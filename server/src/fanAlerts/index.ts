import type { AppContext } from '../platform/appContext.ts';
import { tellAlerts } from './tell.ts';

export { fanAlertEmails } from './emails.ts';
export { alertsKept, eraseAlerts } from './personal.ts';
export { fanAlertRoutes } from './routes.ts';
export { tellAlerts };

/** When alerts are looked at. */
export const fanAlertCrontab = [{ task: 'fanAlerts.tell', match: '*/5 * * * *', payload: {} }];

/** @returns handlers by the names of their jobs */
export const fanAlertJobs = (app: AppContext): Record<string, (payload: unknown) => Promise<void>> => ({
  'fanAlerts.tell': async () => {
    const { prices, searches } = await tellAlerts(app);
    if (prices + searches > 0) app.log.info({ prices, searches }, 'alerts were told');
  },
});
