export type { SandboxOptions } from './options.ts';
export { type Sandbox, startSandbox } from './startSandbox.ts';
export { type HistoryPayment, importHistory } from './store/historyImport.ts';
export { prepareSchema } from './store/schema.ts';
export { type Log, SandboxInUse } from './store/writer.ts';
