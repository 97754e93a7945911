/** Staff with imports, over HTTP with a running worker: uploads files and waits for their states. */
import { randomUUID } from 'node:crypto';
import type { ImportFile, ImportRow } from '@holdfast/shared/imports';
import { eventually, type Fan } from './fan.ts';

/** @param staff signed in with a role that may import */
export function importClient(staff: Fan) {
  const post = <T>(path: string, body: unknown, key: string = randomUUID(), who = staff) =>
    who.ask<T>('POST', `/admin/imports/${path}`, body, { 'idempotency-key': key });
  const show = async (id: string) => (await staff.ask<ImportFile>('GET', `/admin/imports/${id}`)).body;
  const rowsOf = async (id: string) =>
    (await staff.ask<{ data: ImportRow[] }>('GET', `/admin/imports/${id}/rows`)).body.data;
  const scope = (id: string, state: ImportFile['state']) =>
    eventually(`it is ${state}`, async () => (await show(id)).state === state);
  /** @throws Error when the action is refused */
  async function until(id: string, state: ImportFile['state'], action: string, body: object): Promise<void> {
    const { status, body: answer } = await post(`${id}/${action}`, body);
    if (status !== 202) throw new Error(`${action} answered ${status} ${JSON.stringify(answer)}`);
    await scope(id, state);
  }
  return {
    post,
    show,
    rowsOf,
    /** @returns its id after every row is checked */
    async upload(text: string, query: Record<string, string>): Promise<string> {
      const sent = await staff.ask<ImportFile>(
        'POST',
        `/admin/imports?${new URLSearchParams({ fileName: 'lots.csv', ...query })}`,
        text,
        { 'content-type': 'text/csv', 'idempotency-key': randomUUID() },
      );
      if (sent.status !== 202) throw new Error(`the file is refused: ${JSON.stringify(sent.body)}`);
      await scope(sent.body.id, 'checked');
      return sent.body.id;
    },
    async checkAgain(id: string): Promise<ImportRow[]> {
      await until(id, 'checked', 'check', {});
      return rowsOf(id);
    },
    async apply(id: string): Promise<ImportRow[]> {
      await until(id, 'done', 'apply', {});
      return rowsOf(id);
    },
    undo: (id: string, reason: string) => until(id, 'undone', 'undo', { reason }),
  };
}
