/** Fills the site's content: a version that is public, and a draft of the next. */
import type { AdminContent } from '@holdfast/shared/content';
import { signedIn } from '../../people.ts';
import type { TestApp } from '../../runningApp.ts';

/** @throws Error when something is refused */
export async function fillContent(running: TestApp): Promise<void> {
  const staff = await signedIn(running, 'staff', 'Lena Fischer');
  const ask = async (method: string, path: string, body?: object) => {
    const answer = await staff.ask<AdminContent>(method, path, body);
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
    return answer.body;
  };
  const save = async (headline: string) => {
    const { content, version } = await ask('GET', '/admin/content');
    const changed = { ...content, hero: { ...content.hero, headline } };
    return ask('PUT', '/admin/content/draft', { content: changed, version });
  };
  const { version } = await save('Seats for the next home game');
  await ask('POST', '/admin/content/publish', { version, note: 'The season begins' });
  await save('Seats for the playoffs');
}
