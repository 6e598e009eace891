/** Table destinations: where messages go, and how each place wants them. */
import { AppError } from "../../core/errors.ts";
import type { DestinationId, Locale, Millis } from "../../core/types.ts";
import type { Destination, DestinationStore } from "../../services/ports.ts";
import type { Db } from "./db.ts";

interface DestinationRow {
  id: DestinationId;
  guild_id: string | null;
  locale: Locale;
  zone: string;
  state: Destination["state"];
  note: string | null;
  digest_at: string | null;
  last_digest_at: Millis | null;
  quiet_from: string | null;
  quiet_to: string | null;
  urgent_role_id: string | null;
  board_message_id: string | null;
  welcomed_at: Millis | null;
}

export function destinationStore(db: Db): DestinationStore {
  const insert = db.prepare<[Pick<DestinationRow, "id" | "guild_id" | "locale" | "zone">]>(`
    INSERT INTO destinations (id, guild_id, locale, zone, state) VALUES (@id, @guild_id, @locale, @zone, 'active')
    ON CONFLICT DO NOTHING`);
  const write = db.prepare<[DestinationRow]>(`
    UPDATE destinations SET guild_id = @guild_id, locale = @locale, zone = @zone, state = @state, note = @note,
      digest_at = @digest_at, last_digest_at = @last_digest_at, quiet_from = @quiet_from, quiet_to = @quiet_to,
      urgent_role_id = @urgent_role_id, board_message_id = @board_message_id, welcomed_at = @welcomed_at
    WHERE id = @id`);
  const markDigested = db.prepare<[DestinationId]>(
    "UPDATE destinations SET digested_to = (SELECT coalesce(max(id), 0) FROM decisions) WHERE id = ?",
  );
  const byId = db.prepare<[DestinationId], DestinationRow>("SELECT * FROM destinations WHERE id = ?");
  const all = db.prepare<[], DestinationRow>("SELECT * FROM destinations ORDER BY id");
  const byGuild = db.prepare<[string], DestinationRow>(
    "SELECT * FROM destinations WHERE guild_id = ? ORDER BY rowid LIMIT 1",
  );

  const get = (id: DestinationId): Destination | undefined => {
    const row = byId.get(id);
    return row && toDestination(row);
  };
  const need = (id: DestinationId): Destination => {
    const destination = get(id);
    if (!destination) throw new AppError("not_found", `There is no destination ${id}.`);
    return destination;
  };
  return {
    ensure(id, { guildId, locale, zone }) {
      insert.run({ id, guild_id: guildId, locale, zone });
      return need(id);
    },
    get,
    list: () => all.all().map(toDestination),
    ofGuild(guildId) {
      const row = byGuild.get(guildId);
      return row && toDestination(row);
    },
    update(id, change) {
      write.run(toRow({ ...need(id), ...change }));
      if (change.lastDigestAt !== undefined) markDigested.run(id);
    },
  };
}

function toDestination(row: DestinationRow): Destination {
  return {
    id: row.id,
    guildId: row.guild_id,
    locale: row.locale,
    zone: row.zone,
    state: row.state,
    note: row.note,
    digestAt: row.digest_at,
    lastDigestAt: row.last_digest_at,
    quiet: row.quiet_from !== null && row.quiet_to !== null ? [row.quiet_from, row.quiet_to] : null,
    urgentRoleId: row.urgent_role_id,
    boardMessageId: row.board_message_id,
    welcomedAt: row.welcomed_at,
  };
}

function toRow(destination: Destination): DestinationRow {
  return {
    id: destination.id,
    guild_id: destination.guildId,
    locale: destination.locale,
    zone: destination.zone,
    state: destination.state,
    note: destination.note,
    digest_at: destination.digestAt,
    last_digest_at: destination.lastDigestAt,
    quiet_from: destination.quiet?.[0] ?? null,
    quiet_to: destination.quiet?.[1] ?? null,
    urgent_role_id: destination.urgentRoleId,
    board_message_id: destination.boardMessageId,
    welcomed_at: destination.welcomedAt,
  };
}
