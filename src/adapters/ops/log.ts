/** pino behind the Log port: one JSON line an event on standard error, so that standard output stays the channel's. */
import { type DestinationStream, destination, pino, stdSerializers } from "pino";
import type { Log } from "../../services/ports.ts";

const logLevels = ["debug", "info", "warn", "error", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

/** @param out where lines go; default standard error, written synchronously so that none is lost at a crash. */
export function createLog(level: LogLevel, out: DestinationStream = destination({ dest: 2, sync: true })): Log {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: stdSerializers.err },
    },
    out,
  );
  return {
    debug: (event, data) => logger.debug(data ?? {}, event),
    info: (event, data) => logger.info(data ?? {}, event),
    warn: (event, data) => logger.warn(data ?? {}, event),
    error: (event, data) => logger.error(data ?? {}, event),
  };
}
