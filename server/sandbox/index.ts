export { type HistoryPayment, importHistory } from './historyImport.ts';
export { type Sandbox, type SandboxOptions, startSandbox } from './startSandbox.ts';
export { type Log, SandboxInUse } from './writer.ts';
