import { saveFile } from './csv.ts';

/**
 * Downloads a small file, so that a refusal is shown in words instead of in the browser's list of downloads.
 * @param path after `/api`
 * @throws Error with the refusal's words
 */
export async function downloadFile(path: string): Promise<void> {
  const answer = await fetch(`/api${path}`);
  if (!answer.ok) {
    const { detail } = (await answer.json().catch(() => ({}))) as { detail?: string };
    throw new Error(detail ?? 'The file couldn’t be written. Try again.');
  }
  const name = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1];
  saveFile(name ?? 'file', await answer.blob());
}
