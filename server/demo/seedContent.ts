/** Seeds the demo's content: what the software comes with, and the demo's plans. It has no reviews: nobody wrote any. */
import { publishDraft, readDraft, readPublished, saveDraft } from '../src/content/index.ts';
import type { Trx } from '../src/platform/db/index.ts';

const plans = [
  { plan: 'Standard', text: 'For some games, or a whole season, whenever you know which ones you’ll miss.' },
  { plan: 'Early commitment', text: 'For season packages that are handed over before the season begins.' },
  { plan: 'Broker', text: 'For many tickets in a file, checked row by row before anything is taken in.' },
];

/** @param by the staff member who publishes it */
export async function seedContent(trx: Trx, by: string): Promise<void> {
  const { content } = await readPublished(trx);
  const editor = { principal: { by, requestId: null }, isAdmin: false };
  // The links are those of the defaults, whose pages a test opens; no storefront runs here.
  const pageExists = async () => true;
  const shown = { ...content, plans: { ...content.plans, shown: plans } };
  await saveDraft(trx, { content: shown, version: (await readDraft(trx)).version }, editor, pageExists);
  const { version } = await readDraft(trx);
  await publishDraft(trx, { version, note: 'Which plans fans see' }, editor, pageExists);
}
