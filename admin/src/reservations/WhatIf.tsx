import { isChosen, ticketFieldsOf } from './chooseTickets.ts';
import { holdFieldsOf, isHoldChosen } from './holdChoice.ts';
import type { CaseActionControl } from './useCaseAction.ts';
import { WhatFollows } from './WhatFollows.tsx';

/** What the chosen action would do now. */
export function WhatIf({ control: { chosen, broken, tickets, hold } }: { control: CaseActionControl }) {
  if (chosen === null || chosen.closes !== null || !isChosen(chosen, tickets) || !isHoldChosen(chosen, hold))
    return null;
  const body = {
    actorId: chosen.actor.id,
    message: chosen.message,
    version: chosen.actor.version,
    ...(broken.cause === '' ? {} : { cause: broken.cause }),
    ...ticketFieldsOf(chosen, tickets),
    ...holdFieldsOf(chosen, hold),
  };
  return <WhatFollows order={chosen.order} body={body} />;
}
