export * from './moveNotifications.ts';
export * from './notifyConsignors.ts';
export * from './recallNotifications.ts';
export * from './takeNotifications.ts';
