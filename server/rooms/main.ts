/** `npm run check`: prints each breach of the rooms' walls and fails if there is one. `--all` prints what is excepted too. */
import { join } from 'node:path';
import { applyExceptions, checkFolder, misnamedViews } from './checkRooms.ts';
import { exceptions, toMove } from './exceptions.ts';
import { readRelations } from './owners.ts';

const root = join(import.meta.dirname, '../..');
const relations = readRelations(join(root, 'migrations/steps'));
const all = [...checkFolder(join(root, 'server/src'), relations), ...misnamedViews(relations)];
const left = applyExceptions(all, [...exceptions, ...toMove]);
for (const { file, line, message } of process.argv.includes('--all') ? all : left) {
  const path = file.startsWith('migrations/') ? file : `server/src/${file}:${line}`;
  process.stdout.write(`${path} ${message}\n`);
}
const moving =
  applyExceptions(all, exceptions).filter(({ kind }) => kind !== 'exception').length - left.length;
process.stdout.write(
  `rooms: ${left.length} breaches; ${exceptions.length} exceptions; to move: ${toMove.length} files, ${moving} places\n`,
);
if (left.length > 0) process.exitCode = 1;
