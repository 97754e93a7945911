/** What a worker answers on HEALTH_PORT, so that whatever runs containers sees when one no longer works. */
import { createServer } from 'node:http';
import { heartbeatLimitMs } from './figures.ts';

/**
 * Answers `/health`: 200 while the worker's own heartbeat reaches the database, else 503; with the heartbeat's age in
 * milliseconds.
 * @returns what ends it
 * @throws when the port is taken
 */
export async function answerWorkerHealth(
  worker: { heartbeatAgeMs(): number | null },
  { port, host }: { port: number; host: string },
): Promise<() => Promise<void>> {
  const server = createServer((request, response) => {
    if (request.url !== '/health') {
      response.writeHead(404).end();
      return;
    }
    const heartbeatAgeMs = worker.heartbeatAgeMs();
    const ok = heartbeatAgeMs !== null && heartbeatAgeMs < heartbeatLimitMs;
    response.writeHead(ok ? 200 : 503, { 'content-type': 'application/json', connection: 'close' });
    response.end(JSON.stringify({ status: ok ? 'ok' : 'ill', heartbeatAgeMs }));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE' ? new Error(`HEALTH_PORT ${port} is taken. Set another one.`) : error,
      ),
    );
    server.listen({ port, host }, resolve);
  });
  return async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
}
