/** discord.js's gateway with shorter patience and a brake: discord.js goes on dialling after a goodbye that came between two attempts, which would keep a stopped program alive. */
import { type ClientOptions, SimpleShardingStrategy } from "discord.js";

/** In ms; a shutdown amid a handshake takes so long. */
const handshakeTimeoutMs = 3_000;
/** From the first dial to Discord's first word, in ms. Longer than the handshake may take, since discord.js drops its error listener here. */
const helloTimeoutMs = 4_500;

export interface Brake {
  /** For the client's options. */
  readonly ws: NonNullable<ClientOptions["ws"]>;
  /** From now on nothing dials any more; what is connected stays so. */
  pull(): void;
}

type GatewayManager = Parameters<NonNullable<NonNullable<ClientOptions["ws"]>["buildStrategy"]>>[0];

export function createBrake(): Brake {
  let gateway: GatewayManager | null = null;
  return {
    ws: {
      buildStrategy: (manager) => {
        gateway = manager;
        manager.options.handshakeTimeout = handshakeTimeoutMs;
        manager.options.helloTimeout = helloTimeoutMs;
        return new SimpleShardingStrategy(manager);
      },
    },
    pull: () => {
      // Every attempt begins by asking for the session to resume: one that is never answered ends there, and holds nothing.
      if (gateway !== null) gateway.options.retrieveSessionInfo = () => new Promise(() => undefined);
    },
  };
}
