/** Makes an event of ours from an entry, with the venue, the teams and the league that it lacks. */
import { type entryAnswer, feedNames } from '@holdfast/shared/feeds';
import type { z } from 'zod';
import { addEvents } from '../../catalog/index.ts';
import type { Principal } from '../../platform/audit.ts';
import type { Trx } from '../../platform/db/index.ts';
import { fieldsRefused, Problem } from '../../platform/problem.ts';
import { startIn } from '../matching/matchFeedEvent.ts';
import { answerEntry } from './answerEntry.ts';
import { type Asked, askEntry, readCatalogue } from './askEntry.ts';

/** Whether no event can be made of it. */
export const isUndated = ({ facts }: Pick<Asked, 'facts'>): boolean =>
  facts.localStart === null && facts.startsAt === null;

/**
 * @param answers to the entry's questions; others are passed over
 * @returns the new event's id
 * @throws Problem `validation_failed` while its day isn't known or a question that needs an answer has none, and for what is
 *   retired; `already_decided` where an event was made of it before
 */
export async function makeEvent(
  trx: Trx,
  entry: Asked,
  answers: ReadonlyArray<z.output<typeof entryAnswer>>,
  principal: Principal,
): Promise<string> {
  const { feed, facts } = entry;
  const undated = () =>
    fieldsRefused([
      {
        field: 'localStart',
        code: 'not_said',
        message: `${feedNames[feed]} doesn’t say its day. It is looked at again with every run; or make the event by hand, and link it.`,
      },
    ]);
  if (isUndated(entry)) throw undated();
  const known = askEntry(entry, await readCatalogue(trx));
  const { sides, venueId, timeZone, league } = await answerEntry(trx, entry, known, answers, principal);
  const startsAt = startIn(facts, timeZone);
  if (startsAt === null) throw undated();
  const made = await addEvents(trx, [
    {
      source: feed,
      sourceId: facts.feedId,
      name: sides ? `${sides.away.name} at ${sides.home.name}` : facts.name,
      // Consignors' tickets, whatever is played: the marketplace makes its own events itself.
      kind: 'game',
      league,
      seasonId: null,
      homeId: sides?.home.id ?? null,
      awayId: sides?.away.id ?? null,
      venueId,
      startsAt,
      timeTbd: facts.timeTbd,
    },
  ]);
  const id = made.get(facts.feedId);
  if (id === undefined)
    throw new Problem('already_decided', 'An event was made from this entry before. Link it to that one.');
  return id;
}
