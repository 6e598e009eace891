/** Which addresses Vigie may connect to: public unicast ones, and those that the operator names. Checked at connect time, so that no spelling, redirect or changed DNS answer gets around it. */
import { type LookupAddress, type LookupOptions, lookup as systemLookup } from "node:dns";
import type { LookupFunction, Socket } from "node:net";
import ipaddr from "ipaddr.js";
import { Agent, buildConnector } from "undici";
import type { AppError } from "../../core/errors.ts";
import { fetchError } from "./explain-error.ts";

/** Resolves a host name to all its addresses; replaceable so that tests can play a hostile name server. */
export type Resolve = (
  hostname: string,
  options: LookupOptions & { readonly all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

export interface GuardOptions {
  /** Hosts or addresses, each with an optional `:port`, that may be reached although they are private. */
  readonly allowPrivateHosts: readonly string[];
  readonly connectTimeoutMs: number;
  readonly headersTimeoutMs: number;
  readonly resolve?: Resolve;
}

/** IPv6 that is routed on the internet today (RFC 4291 2.4): everything else maps, tunnels or stays local. */
const globalUnicast = ipaddr.IPv6.parseCIDR("2000::/3");

/** Whether an address, in any spelling that sockets take, is on the public internet. */
export function isPublicAddress(address: string): boolean {
  const plain = address.replace(/%.*$/, "");
  if (!ipaddr.isValid(plain)) return false;
  const parsed = ipaddr.parse(plain);
  if (parsed.range() !== "unicast") return false;
  return parsed instanceof ipaddr.IPv4 || parsed.match(globalUnicast);
}

/** An undici agent whose every connection passes the guard: literals, each resolved address, and the peer in the end. */
export function createGuardedAgent(options: GuardOptions): Agent {
  const isAllowed = createAllowList(options.allowPrivateHosts);
  const resolve: Resolve =
    options.resolve ?? ((hostname, lookupOptions, done) => systemLookup(hostname, lookupOptions, done));

  return new Agent({
    connect(target, callback) {
      const host = target.hostname.replace(/^\[|\]$/g, "").toLowerCase();
      const port = Number(target.port) || (target.protocol === "https:" ? 443 : 80);
      const mayReach = (address: string): boolean =>
        isPublicAddress(address) || isAllowed(host, port) || isAllowed(address, port);
      if (ipaddr.isValid(host) && !mayReach(host)) {
        callback(refusal(host, host), null);
        return;
      }
      const open = buildConnector({
        timeout: options.connectTimeoutMs,
        lookup: guardLookup(resolve, mayReach),
      });
      open(target, (error, socket) => {
        if (error !== null) return callback(error, null);
        const peer = peerOf(socket);
        if (peer !== null && mayReach(peer)) return callback(null, socket);
        socket.destroy();
        return callback(refusal(host, peer ?? "an unknown address"), null);
      });
    },
    headersTimeout: options.headersTimeoutMs,
    bodyTimeout: options.headersTimeoutMs,
    keepAliveTimeout: 4_000,
    pipelining: 1,
  });
}

function guardLookup(resolve: Resolve, mayReach: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, "");
      const [first] = addresses;
      const refused = addresses.find(({ address }) => !mayReach(address));
      if (first === undefined) return callback(refusal(hostname, "no address"), "");
      if (refused !== undefined) return callback(refusal(hostname, refused.address), "");
      return options.all === true ? callback(null, addresses) : callback(null, first.address, first.family);
    });
  };
}

function peerOf(socket: Socket): string | null {
  const address = socket.remoteAddress;
  if (address === undefined) return null;
  // A dual-stack socket reports an IPv4 peer as a mapped IPv6 address.
  return address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, "");
}

/** Reads `host`, `host:port`, `address`, `[address]:port` into a test of host and port. */
function createAllowList(entries: readonly string[]): (host: string, port: number) => boolean {
  const allowed = new Set(entries.map((entry) => entry.trim().toLowerCase()).filter((entry) => entry !== ""));
  return (host, port) =>
    allowed.has(host) || allowed.has(`${host}:${port}`) || allowed.has(`[${host}]:${port}`) || allowed.has(`[${host}]`);
}

function refusal(host: string, address: string): AppError {
  return fetchError("forbidden", { code: "private", host, address });
}
