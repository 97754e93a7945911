/**
 * `npm run replay -- case.json`: plays a case that the back office exported through the machines of this version. It needs no
 * database. Exits with 1 where something differs, with 2 where the file can't be read.
 */
import { readFileSync } from 'node:fs';
import { exportedCase } from '@holdfast/shared/support';
import { actors } from '../openAppContext.ts';
import { replayCase } from './replayCase.ts';

const [path] = process.argv.slice(2);
if (path === undefined) {
  console.error('Which file? npm run replay -- case.json');
  process.exit(2);
}
const file = readCase(path);
const differences = replayCase(new Map(actors.map((actor) => [actor.type, actor])), file);
for (const { actor, says } of differences) console.error(`${actor}: ${says}`);
const steps = file.actors.reduce((sum, each) => sum + each.steps.length, 0);
console.log(
  differences.length === 0
    ? `${file.actors.length} machines, ${steps} messages: all of it would happen again as it did.`
    : `${differences.length} of ${file.actors.length} machines differ.`,
);
process.exit(differences.length === 0 ? 0 : 1);

function readCase(from: string) {
  try {
    return exportedCase.parse(JSON.parse(readFileSync(from, 'utf8')));
  } catch (error) {
    console.error(`${from} is no exported case: ${(error as Error).message}`);
    process.exit(2);
  }
}
