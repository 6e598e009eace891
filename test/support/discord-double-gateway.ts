/** The double's gateway: HELLO, IDENTIFY, READY, heartbeats, RESUME with replay, and every way in which Discord ends a connection. */
import type { Server } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { botUser, type DoubleState, type GuildSpec } from "./discord-double-state.ts";
import type { Json } from "./discord-message-rules.ts";

interface Session {
  readonly id: string;
  seq: number;
  /** Every event, so that a resumed session gets what it missed. */
  readonly events: Json[];
  socket: WebSocket | null;
}

export interface Gateway {
  readonly identifies: () => number;
  readonly resumes: () => number;
  readonly connected: () => boolean;
  /** Attempts to connect, refused ones among them. */
  readonly dials: () => number;
  /** Sends an event to every session; one without a connection gets it when it resumes. */
  emit(name: string, data: Json): void;
  /** Ends every connection with a close code. */
  close(code: number): void;
  /** Ends every connection without a word. */
  cut(): void;
  /** op 7: please reconnect. */
  askToReconnect(): void;
  /** Sends a frame as it is, to every connection. */
  raw(frame: string): void;
  /** op 9. */
  invalidate(resumable: boolean): void;
  /** What the next connections meet, until it is set back to `well`. `stall`: the handshake is never answered; `silent`: no HELLO; `deaf`: heartbeats go unanswered; a number: IDENTIFY is answered with that close code. */
  mood: "well" | "silent" | "deaf" | "refuse-resume" | "refuse" | "stall" | number;
  stop(): void;
}

export function createGateway(
  server: Server,
  state: DoubleState,
  options: { readonly url: () => string; readonly heartbeatMs: number },
): Gateway {
  const wss = new WebSocketServer({ noServer: true });
  const sessions = new Map<string, Session>();
  const counts = { identifies: 0, resumes: 0, dials: 0 };
  const stalled: Duplex[] = [];
  const gateway: Gateway = {
    identifies: () => counts.identifies,
    resumes: () => counts.resumes,
    dials: () => counts.dials,
    connected: () => [...sessions.values()].some(({ socket }) => socket !== null),
    emit: (name, data) => {
      for (const session of sessions.values()) dispatch(session, name, data);
    },
    close: (code) => everySocket((socket) => socket.close(code)),
    cut: () => everySocket((socket) => socket.terminate()),
    askToReconnect: () => everySocket((socket) => send(socket, { op: 7, d: null })),
    raw: (frame) => everySocket((socket) => socket.send(frame)),
    invalidate: (resumable) => {
      everySocket((socket) => send(socket, { op: 9, d: resumable }));
      if (!resumable) sessions.clear();
    },
    mood: "well",
    stop: () => {
      for (const socket of wss.clients) socket.terminate();
      for (const socket of stalled) socket.destroy();
      wss.close();
    },
  };

  server.on("upgrade", (request, socket, head) => {
    counts.dials += 1;
    if (gateway.mood === "refuse") {
      socket.destroy();
      return;
    }
    if (gateway.mood === "stall") {
      stalled.push(socket);
      return;
    }
    wss.handleUpgrade(request, socket, head, (client) => accept(client));
  });

  function everySocket(act: (socket: WebSocket) => void): void {
    for (const { socket } of sessions.values()) if (socket !== null) act(socket);
  }

  function accept(socket: WebSocket): void {
    const connection: { session: Session | null } = { session: null };
    socket.on("error", () => socket.terminate());
    socket.on("close", () => {
      if (connection.session?.socket === socket) connection.session.socket = null;
    });
    socket.on("message", (raw) => {
      const packet = JSON.parse(String(raw)) as { readonly op: number; readonly d: Json };
      connection.session = receive(socket, connection.session, packet);
    });
    if (gateway.mood !== "silent") send(socket, { op: 10, d: { heartbeat_interval: options.heartbeatMs } });
  }

  function receive(
    socket: WebSocket,
    session: Session | null,
    { op, d }: { readonly op: number; readonly d: Json },
  ): Session | null {
    if (op === 1 && gateway.mood !== "deaf") send(socket, { op: 11 });
    if (op === 2) return identify(socket, d);
    if (op === 6) return resume(socket, d);
    return session;
  }

  function identify(socket: WebSocket, d: Json): Session | null {
    counts.identifies += 1;
    const code = d["token"] === state.token ? gateway.mood : 4004;
    if (typeof code === "number") {
      socket.close(code);
      return null;
    }
    if (d["intents"] !== 1)
      state.problems.push(`IDENTIFY asked for intents ${String(d["intents"])}, not for Guilds alone`);
    const session: Session = { id: `session-${counts.identifies}`, seq: 0, events: [], socket };
    sessions.clear();
    sessions.set(session.id, session);
    dispatch(session, "READY", {
      v: 10,
      user: botUser(state),
      guilds: state.guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: options.url(),
      application: { id: state.applicationId, flags: 0 },
    });
    for (const guild of state.guilds) dispatch(session, "GUILD_CREATE", guildCreate(state, guild));
    return session;
  }

  function resume(socket: WebSocket, d: Json): Session | null {
    const session = sessions.get(String(d["session_id"]));
    if (session === undefined || gateway.mood === "refuse-resume") {
      send(socket, { op: 9, d: false });
      return null;
    }
    counts.resumes += 1;
    session.socket = socket;
    for (const event of session.events.filter(({ s }) => Number(s) > Number(d["seq"]))) send(socket, event);
    dispatch(session, "RESUMED", {});
    return session;
  }
  return gateway;
}

function dispatch(session: Session, name: string, data: Json): void {
  session.seq += 1;
  const event = { op: 0, t: name, s: session.seq, d: data };
  session.events.push(event);
  if (session.socket !== null) send(session.socket, event);
}

function send(socket: WebSocket, packet: Json): void {
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(packet));
}

/** View Channel, Send Messages, Embed Links, Attach Files, Read Message History, Send Messages in Threads. */
export const postingRights = String([10, 11, 14, 15, 16, 38].reduce((all, bit) => all | (1n << BigInt(bit)), 0n));

/** A server as the gateway describes it, with the bot as a member that may do what posting takes. */
export function guildCreate(state: DoubleState, guild: GuildSpec): Json {
  const everyone = {
    id: guild.id,
    name: "@everyone",
    permissions: postingRights,
    position: 0,
    color: 0,
    colors: { primary_color: 0 },
    hoist: false,
    managed: false,
    mentionable: false,
    flags: 0,
  };
  return {
    id: guild.id,
    name: guild.name,
    owner_id: "800000000000000009",
    preferred_locale: "en-US",
    joined_at: new Date(state.now()).toISOString(),
    large: false,
    unavailable: false,
    member_count: 2,
    roles: [everyone],
    emojis: [],
    stickers: [],
    features: [],
    members: [
      {
        user: botUser(state),
        roles: [],
        joined_at: new Date(state.now()).toISOString(),
        deaf: false,
        mute: false,
        flags: 0,
      },
    ],
    channels: guild.channels.map((channel, position) => ({ ...channel, position, permission_overwrites: [] })),
    threads: [],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}
