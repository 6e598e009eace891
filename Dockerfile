# Vigie in one image. Build: docker build -t vigie . Run: see docs/operate.md.

# ---- build: compiles the program, and better-sqlite3 where no prebuilt binary can be had
FROM node:24-bookworm-slim AS build
RUN apt-get update \
  && apt-get install -y --no-install-recommends python3 make g++ \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json ./
# Scripts are held back: `prepare` needs the sources, which come later so that this layer is kept while they change.
RUN npm ci --ignore-scripts && npm rebuild better-sqlite3
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
RUN npm run build && npm prune --omit=dev --ignore-scripts

# ---- run: the program, its packs, nothing to compile with
FROM node:24-bookworm-slim
# The board's picture is drawn with this font; the slim image has none.
RUN apt-get update \
  && apt-get install -y --no-install-recommends fonts-dejavu-core \
  && rm -rf /var/lib/apt/lists/* \
  && install -d -o node -g node /data
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY config ./config
COPY seeds ./seeds
ENV NODE_ENV=production VIGIE_DATA_DIR=/data VIGIE_HEALTH_PORT=8787
# By number, so that orchestrators can see that it is not root.
USER 1000:1000
VOLUME /data
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 CMD ["node", "dist/main.js", "healthcheck"]
ENTRYPOINT ["node", "dist/main.js"]
CMD ["run"]
