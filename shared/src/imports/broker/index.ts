/** Broker files: a door of its own, since only the server reads them and no screen should carry the reader. */
export * from './file.ts';
