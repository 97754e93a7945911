/**
 * Broker files. They are separate from the imports' contract because only the server reads them, and no
 * browser bundle should contain the reader.
 */

export * from './file.ts';
