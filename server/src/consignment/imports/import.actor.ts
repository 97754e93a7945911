/** The machine of a file on its way in, tied to its row. */
import { importContext, importMachine } from '@holdfast/shared/consignment/machines';
import { defineActor } from '../../platform/actors/index.ts';

export const importActor = defineActor({
  type: 'import',
  prefix: 'imp',
  table: 'imports',
  versions: [{ machine: importMachine, context: importContext }],
  inside: {},
  outside: {
    applyRows: (call) => ({ task: 'consignment.applyImport', payload: { importId: call.actorId } }),
  },
});
