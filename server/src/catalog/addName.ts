/** Another name of a venue or a team, as somebody else calls it. */
import { audit, type Principal } from '../platform/audit.ts';
import type { Trx } from '../platform/db/index.ts';
import { CatalogPerformer } from './CatalogPerformer.ts';
import { CatalogVenue } from './CatalogVenue.ts';
import { refreshEvents } from './refreshEvents.ts';

/** As many and as long as their forms take. */
const mostNames = 20;
const longestName = 80;

/** Keeps another name, so that it is found by it from now on. Nothing happens where its form wouldn't take the name. */
export async function addName(
  trx: Trx,
  kind: 'venue' | 'performer',
  id: string,
  name: string,
  principal: Principal,
): Promise<void> {
  const found = await (kind === 'venue'
    ? CatalogVenue.query(trx).findById(id).forNoKeyUpdate()
    : CatalogPerformer.query(trx).findById(id).forNoKeyUpdate());
  const isTaken = found?.aliases.some((each) => each.toLowerCase() === name.toLowerCase());
  if (!found || isTaken || found.aliases.length >= mostNames) return;
  if (name.length < 2 || name.length > longestName) return;
  const aliases = [...found.aliases, name];
  const before = { aliases: found.aliases };
  await found.$query(trx).patch({ aliases });
  await refreshEvents(trx, kind, id);
  await audit(trx, principal, [{ what: `${kind}.change`, subject: id, before, after: { aliases } }]);
}
