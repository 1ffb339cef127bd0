# The service in an image of its own: docker build -t vitrine . ; the catalog is a volume.
#   docker run -p 7700:7700 -v vitrine:/catalog -e VITRINE_READ_KEYS=... -e VITRINE_WRITE_KEYS=... vitrine
# A folder of the host instead of a volume must be writable for user 1000, or run with --user. docs/service.md says more.
FROM node:22-bookworm AS build
WORKDIR /app
COPY . .
# 'prepare' builds the code and the page; what only tests and measurements need stays behind.
RUN npm ci --no-audit --no-fund && npm prune --omit=dev --ignore-scripts && rm -rf dist/test dist/scripts

FROM node:22-bookworm-slim
ENV NODE_ENV=production VITRINE_WORKSPACE=/catalog VITRINE_HOST=0.0.0.0
WORKDIR /app
COPY --from=build /app/package.json /app/LICENSE /app/NOTICE ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY --from=build /app/data data
RUN mkdir /catalog && chown node:node /catalog
USER node
VOLUME /catalog
EXPOSE 7700
# Alive, not ready: a container whose catalog is still empty must live to take in products. Balancers ask /readyz.
HEALTHCHECK --start-period=30s --interval=10s --timeout=3s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.VITRINE_PORT || 7700) + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/bin/vitrine.js"]
CMD ["serve"]
