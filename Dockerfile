# The service in an image of its own: docker build -t vitrine . ; the catalog is a volume.
#   docker run -p 7700:7700 -v ./shop.vitrine:/catalog -e VITRINE_READ_KEYS=... -e VITRINE_WRITE_KEYS=... vitrine
FROM node:22-bookworm AS build
WORKDIR /app
COPY . .
RUN npm ci && npm prune --omit=dev --ignore-scripts

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
HEALTHCHECK --start-period=30s --interval=10s --timeout=3s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.VITRINE_PORT || 7700) + '/readyz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/bin/vitrine.js"]
CMD ["serve"]
