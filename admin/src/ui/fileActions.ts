/** Files of a record: added and removed one by one, each with the server's refusal in words. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

/** `120 kB`, `1.4 MB` */
export const sizeOf = (bytes: number) =>
  bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} kB`
    : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

/** Runs an upload or a removal, and reads the page's records again. */
export function useFileAction() {
  const queries = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  async function run(work: () => Promise<unknown>): Promise<void> {
    setBusy(true);
    setProblem(null);
    try {
      await work();
      await queries.invalidateQueries();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : 'That didn’t work.');
    }
    setBusy(false);
  }
  return { run, isBusy, problem };
}
