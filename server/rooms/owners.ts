/** Which room owns each table, view and function of the schema: the room that its migration's file is named after. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRoom, type Room, roomOrder } from './order.ts';

export interface Relation {
  name: string;
  kind: 'table' | 'view' | 'function';
  room: Room;
}

const created = /\bCREATE (?:OR REPLACE )?(?:UNLOGGED )?(TABLE|VIEW|FUNCTION) (?:IF NOT EXISTS )?([a-z_]+)/g;

/** @throws Error on a step whose file isn't named after a room */
export function relationsOfStep(fileName: string, text: string): Relation[] {
  const room = fileName.split('_')[0] as string;
  if (!isRoom(room)) throw new Error(`${fileName} must begin with a room of server/rooms/order.ts`);
  return [...text.matchAll(created)].map(([, kind, name]) => ({
    name: name as string,
    kind: (kind as string).toLowerCase() as Relation['kind'],
    room,
  }));
}

/** @param folder migrations/steps */
export function readRelations(folder: string): Map<string, Relation> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts'));
  const relations = files.flatMap((file) => relationsOfStep(file, readFileSync(join(folder, file), 'utf8')));
  return new Map(relations.map((relation) => [relation.name, relation]));
}

/** A view's name begins with its room in snake case, so that a reader of SQL sees whose it is. */
export function viewPrefix(room: Room): string {
  return `${room.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}_`;
}

/** Whether a name begins with a room's, as views do. */
export const isNamedLikeView = (name: string): boolean =>
  roomOrder.flat().some((room) => name.startsWith(viewPrefix(room)));
