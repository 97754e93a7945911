export { MigrationError, type MigrationOptions, migrateToLatest } from './migrate.ts';
export { type NamedStep, type Step, steps } from './steps.ts';
