/** The operator's page over node:http: /healthz (the process lives), /readyz (it does its work), /metrics (Prometheus). */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** What readiness rests on, each with a sentence when it fails. */
interface Readiness {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, string>>;
}

export interface OpsServer {
  readonly port: number;
  close(): Promise<void>;
}

export interface OpsServerOptions {
  /** 0 takes a free port. */
  readonly port: number;
  readonly host: string;
  readonly readiness: () => Readiness;
  readonly metrics: { readonly render: () => Promise<string>; readonly contentType: string };
}

/** Rejects where the port cannot be had. */
export async function startOpsServer(options: OpsServerOptions): Promise<OpsServer> {
  const server = createServer((request, response) => {
    answer(options, new URL(request.url ?? "/", "http://localhost").pathname).then(
      ({ status, type, body }) => response.writeHead(status, { "content-type": type }).end(body),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await listen(server, options);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, { port, host }: OpsServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

async function answer({ readiness, metrics }: OpsServerOptions, path: string) {
  const json = (status: number, value: unknown) => ({
    status,
    type: "application/json",
    body: `${JSON.stringify(value)}\n`,
  });
  switch (path) {
    case "/healthz":
      return json(200, { alive: true });
    case "/readyz": {
      const state = readiness();
      return json(state.ready ? 200 : 503, state);
    }
    case "/metrics":
      return { status: 200, type: metrics.contentType, body: await metrics.render() };
    default:
      return json(404, { error: "expected /healthz, /readyz or /metrics" });
  }
}
