# One image for migrate, api and worker; TypeScript runs as it is, so there is no build stage.
FROM node:24.21.0-slim

# Roots for TLS to Temporal Cloud, SMTP and Twilio: the slim image has none of its own.
RUN apt-get update \
  && apt-get install --yes --no-install-recommends ca-certificates \
  && rm -rf /var/lib/apt/lists/*

ENV NODE_ENV=production TZ=UTC
WORKDIR /app

COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund && npm cache clean --force

COPY . .

RUN mkdir -p /app/.recoup && chown node:node /app/.recoup
USER node
EXPOSE 8080
CMD ["node", "cli/main.ts", "api"]
