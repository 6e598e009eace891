/** Plays a person in front of the double: types commands, presses buttons, fills in forms, and tells what the person then sees. */
import type { Gateway } from "./discord-double-gateway.ts";
import { publicOf } from "./discord-double-rest.ts";
import type { DoubleState, OpenInteraction, StoredMessage } from "./discord-double-state.ts";
import type { Json } from "./discord-message-rules.ts";

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly locale: string;
  readonly canManage: boolean;
  readonly channelId: string;
  /** Null: a direct message. */
  readonly guildId: string | null;
}

/** What the person sees in the end. */
interface Seen {
  /** Interaction response type of the first answer. */
  readonly ackType: number;
  /** Time to the first answer, in ms. */
  readonly ackMs: number;
  /** The answer; null where it was taken back, or where there is none (forms, completions). */
  readonly message: StoredMessage | null;
  readonly ephemeral: boolean;
  readonly followUps: readonly StoredMessage[];
  readonly choices: readonly { readonly name: string; readonly value: string }[];
  readonly modal: Json | null;
}

export interface People {
  slash(command: string, options?: Readonly<Record<string, unknown>>, who?: Partial<Person>): Promise<Seen>;
  /** @param focused name of the option that is being typed; its value is in `options`. */
  autocomplete(
    command: string,
    focused: string,
    options: Readonly<Record<string, unknown>>,
    who?: Partial<Person>,
  ): Promise<Seen>;
  pressButton(message: StoredMessage, customId: string, who?: Partial<Person>): Promise<Seen>;
  contextMenu(name: string, message: StoredMessage, who?: Partial<Person>): Promise<Seen>;
  /** @param values by field id. */
  submitModal(modal: Json, values: Readonly<Record<string, string>>, who?: Partial<Person>): Promise<Seen>;
}

/** Discord gives up on an application that says nothing for so long; a deferred answer is awaited longer. */
const silenceMs = 3_200;
const patienceMs = 5_000;
const optionTypes: Readonly<Record<string, number>> = { string: 3, number: 4, boolean: 5 };

export function createPeople(state: DoubleState, gateway: Gateway, everybody: Person): People {
  const interact = async (
    type: number,
    data: Json,
    who: Partial<Person> | undefined,
    source?: StoredMessage,
    previous?: OpenInteraction,
  ): Promise<Seen> => {
    const person = { ...everybody, ...who };
    const id = state.nextId();
    const interaction: OpenInteraction = {
      id,
      token: `interaction-token-${id}`,
      channelId: person.channelId,
      createdAt: state.now(),
      sourceId: source?.id ?? null,
      ackType: null,
      ackMs: 0,
      ephemeral: false,
      original: type === 3 ? (source ?? previous?.original ?? null) : null,
      followUps: [],
      data: {},
      settle: () => undefined,
    };
    const settled = new Promise<void>((resolve) => {
      interaction.settle = resolve;
    });
    state.interactions.set(interaction.token, interaction);
    gateway.emit("INTERACTION_CREATE", payload(state, person, interaction, type, data, source));
    await within(state, settled, interaction);
    return seen(interaction);
  };
  return {
    slash: (command, options = {}, who) => interact(2, commandData(state, command, options, null), who),
    autocomplete: (command, focused, options, who) => interact(4, commandData(state, command, options, focused), who),
    pressButton: (message, customId, who) => {
      if (!JSON.stringify(message.components).includes(JSON.stringify(customId))) {
        throw new Error(`the message has no button ${customId}`);
      }
      return interact(3, { custom_id: customId, component_type: 2, id: 1 }, who, message);
    },
    contextMenu: (name, message, who) => {
      const command = findCommand(state, name, 3);
      const data = {
        id: command["id"],
        name,
        type: 3,
        target_id: message.id,
        resolved: { messages: { [message.id]: publicOf(message) } },
      };
      return interact(2, data, who);
    },
    submitModal: (modal, values, who) => {
      const components = ((modal["components"] as Json[] | undefined) ?? []).map((label, index) => {
        const field = label["component"] as Json;
        const customId = String(field["custom_id"]);
        return {
          type: 18,
          id: index * 2 + 1,
          component: {
            type: 4,
            id: index * 2 + 2,
            custom_id: customId,
            value: values[customId] ?? field["value"] ?? "",
          },
        };
      });
      return interact(5, { custom_id: modal["custom_id"], components }, who);
    },
  };
}

async function within(state: DoubleState, settled: Promise<void>, interaction: OpenInteraction): Promise<void> {
  const until = (ms: number) => new Promise<"late">((resolve) => setTimeout(resolve, ms, "late").unref());
  const first = await Promise.race([settled, until(silenceMs)]);
  if (first !== "late") return;
  if (interaction.ackType === null) throw new Error("The application did not respond");
  if ((await Promise.race([settled, until(patienceMs)])) === "late")
    throw new Error(
      `The application is thinking, without end; ${state.problems.join("; ")} ${state.requests
        .slice(-4)
        .map(({ method, path, status }) => `${method} ${path} ${status}`)
        .join(", ")}`,
    );
}

function seen({ ackType, ackMs, original, ephemeral, followUps, data }: OpenInteraction): Seen {
  return {
    ackType: ackType ?? 0,
    ackMs,
    message: original,
    ephemeral,
    followUps,
    choices: ackType === 8 ? (data["choices"] as Seen["choices"]) : [],
    modal: ackType === 9 ? data : null,
  };
}

function payload(
  state: DoubleState,
  person: Person,
  interaction: OpenInteraction,
  type: number,
  data: Json,
  source: StoredMessage | undefined,
): Json {
  const user = { id: person.id, username: person.name, discriminator: "0", global_name: person.name, avatar: null };
  // View Channel, Send Messages, Use Application Commands; Manage Server on top.
  const permissions = String(1024n | 2048n | 2147483648n | (person.canManage ? 32n : 0n));
  const member = {
    user,
    permissions,
    roles: [],
    joined_at: "2020-01-01T00:00:00.000Z",
    deaf: false,
    mute: false,
    flags: 0,
  };
  const place =
    person.guildId === null
      ? { user, channel: { id: person.channelId, type: 1, recipients: [user] }, context: 1 }
      : {
          guild_id: person.guildId,
          member,
          guild_locale: "en-US",
          channel: {
            id: person.channelId,
            type: 0,
            guild_id: person.guildId,
            name: "channel",
            position: 0,
            permission_overwrites: [],
          },
          context: 0,
        };
  return {
    id: interaction.id,
    application_id: state.applicationId,
    type,
    token: interaction.token,
    version: 1,
    data,
    ...place,
    channel_id: person.channelId,
    app_permissions: "377957124096",
    locale: person.locale,
    entitlements: [],
    authorizing_integration_owners: { "0": person.guildId ?? "0" },
    attachment_size_limit: 10_485_760,
    ...(source === undefined ? {} : { message: publicOf(source) }),
  };
}

function findCommand(state: DoubleState, name: string, type: number): Json {
  const all = [...state.commands.values()].flat();
  const command = all.find((candidate) => candidate["name"] === name && (candidate["type"] ?? 1) === type);
  if (command === undefined) throw new Error(`no command ${name} is registered`);
  return command;
}

/** Discord's own checks on what is typed: the command is registered, required options are there, no others. */
function commandData(
  state: DoubleState,
  typed: string,
  given: Readonly<Record<string, unknown>>,
  focused: string | null,
): Json {
  const [name = "", sub] = typed.replace(/^\//, "").split(" ");
  const command = findCommand(state, name, 1);
  const node =
    sub === undefined
      ? command
      : list(command["options"]).find((option) => option["name"] === sub && option["type"] === 1);
  if (node === undefined) throw new Error(`no command ${typed} is registered`);
  const known = list(node["options"]);
  const missing =
    focused === null
      ? known.filter(({ required, name: option }) => required === true && given[String(option)] === undefined)
      : [];
  if (missing.length > 0)
    throw new Error(`${typed} needs ${missing.map((option) => String(option["name"])).join(", ")}`);
  const options = Object.entries(given).map(([option, value]) => {
    const spec = known.find((candidate) => candidate["name"] === option);
    if (spec === undefined) throw new Error(`${typed} has no option ${option}`);
    return {
      name: option,
      type: spec["type"] ?? optionTypes[typeof value],
      value,
      ...(option === focused ? { focused: true } : {}),
    };
  });
  const inner = sub === undefined ? options : [{ name: sub, type: 1, options }];
  return { id: command["id"], name, type: 1, options: inner };
}

function list(value: unknown): readonly Json[] {
  return Array.isArray(value) ? (value as Json[]) : [];
}

/** A message that somebody else wrote, as the target of a menu. */
export function postByHuman(state: DoubleState, channelId: string, content: string): StoredMessage {
  const message: StoredMessage = {
    id: state.nextId(),
    channel_id: channelId,
    author: { id: "700000000000000077", username: "reader", discriminator: "0", global_name: "Reader", avatar: null },
    content,
    embeds: [],
    components: [],
    attachments: [],
    timestamp: new Date(state.now()).toISOString(),
    edited_timestamp: null,
    pinned: false,
    type: 0,
    flags: 0,
    files: new Map(),
  };
  state.channels.set(channelId, [...(state.channels.get(channelId) ?? []), message]);
  return message;
}
