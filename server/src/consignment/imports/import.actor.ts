/** The machine of a file on its way in, tied to its row. */
import { importContext, importMachine } from '@holdfast/shared/consignment/machines';
import { type ActionCall, defineActor } from '../../platform/actors/index.ts';

const inBackground = (task: string) => (call: ActionCall) => ({
  task,
  payload: { importId: call.actorId },
});

export const importActor = defineActor({
  type: 'import',
  prefix: 'imp',
  table: 'imports',
  versions: [{ machine: importMachine, context: importContext }],
  inside: {},
  outside: {
    checkRows: inBackground('consignment.checkImport'),
    applyRows: inBackground('consignment.applyImport'),
    undoRows: inBackground('consignment.undoImport'),
  },
});
