export * from './daysOfMonth.ts';
export * from './venueTime.ts';
export * from './wallTime.ts';
export * from './zones.ts';
