export * from './notifyConsignors.ts';
export * from './takeNotifications.ts';
