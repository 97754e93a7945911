/** The web role: answers HTTP. Any number may run; none is special. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from './app.ts';
import type { PaymentService } from './paymentService.ts';
import type { AppContext } from './platform/appContext.ts';
import type { AnyEndpoint } from './platform/http/index.ts';

export interface Web {
  port: number;
  endpoints: readonly AnyEndpoint[];
  stop(): Promise<void>;
}

/** Milliseconds that pending requests get at shutdown; streams end at once. */
const closeWithinMs = 10_000;

export async function startWeb(app: AppContext, payments: PaymentService, healthToken: string): Promise<Web> {
  const webApp = await createApp(app, { payments, healthToken });
  const server = createServer({ keepAliveTimeout: 65_000 }, webApp.listener);
  await listen(server, app);
  return {
    port: (server.address() as AddressInfo).port,
    endpoints: webApp.endpoints,
    async stop() {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      server.closeIdleConnections();
      await webApp.close();
      const late = setTimeout(() => server.closeAllConnections(), closeWithinMs);
      // Keep-alive connections become idle only after their last answer.
      const idle = setInterval(() => server.closeIdleConnections(), 50);
      await closed;
      clearTimeout(late);
      clearInterval(idle);
    },
  };
}

function listen(server: Server, { config }: AppContext): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${config.port} is taken. Stop what runs there, or set PORT to another one.`)
          : error,
      );
    });
    server.listen({ port: config.port, host: config.host, reusePort: config.reusePort }, resolve);
  });
}
