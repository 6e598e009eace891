/** The four ways to answer an interaction, over plain REST: acknowledged before any other work, carried on through `@original` even where the answer to the acknowledgement was lost. */
import { type BaseInteraction, InteractionResponseType, MessageFlags, type REST, Routes } from "discord.js";
import { codes, isDiscordCode } from "./failures.ts";
import { attachmentsOf, type Rendered } from "./render.ts";

/** What is needed of an interaction to answer it. */
export type Answerable = Pick<BaseInteraction, "id" | "token" | "applicationId">;

/** A dialogue with one multi-line field. */
interface Form {
  readonly customId: string;
  readonly title: string;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly maxLength: number;
}

/** Id of the one field of a form. */
export const formField = "text";

export interface Answers {
  /** A fresh answer will follow. False where Discord takes none any more. */
  deferReply(to: Answerable, ephemeral: boolean): Promise<boolean>;
  /** The message of the button will be changed. False where Discord takes no answer any more. */
  deferUpdate(to: Answerable): Promise<boolean>;
  /** Fills in what was deferred. */
  edit(to: Answerable, content: Rendered): Promise<void>;
  /** Takes back a public deferral and answers the asker alone. */
  replacePrivately(to: Answerable, content: Rendered): Promise<void>;
  /** One more message, to the asker alone. */
  followUp(to: Answerable, content: Rendered): Promise<void>;
  /** Answers the asker alone at once, without deferring. */
  replyPrivately(to: Answerable, content: Rendered): Promise<void>;
  showForm(to: Answerable, form: Form): Promise<void>;
  suggest(to: Answerable, choices: readonly { readonly name: string; readonly value: string }[]): Promise<void>;
}

export function createAnswers(rest: Pick<REST, "post" | "patch" | "delete">): Answers {
  const callback = async (to: Answerable, type: InteractionResponseType, data?: unknown): Promise<boolean> => {
    try {
      const body = data === undefined ? { type } : { type, data };
      const query = new URLSearchParams({ with_response: "false" });
      await rest.post(Routes.interactionCallback(to.id, to.token), { body, query, auth: false });
      return true;
    } catch (error) {
      // An acknowledgement whose answer was lost is repeated by the client, and refused as a second one: the first counts.
      if (isDiscordCode(error, codes.alreadyAcknowledged)) return true;
      if (isDiscordCode(error, codes.unknownInteraction)) return false;
      throw error;
    }
  };
  const followUp = async (to: Answerable, content: Rendered) => {
    const body = { ...bodyOf(content), flags: MessageFlags.Ephemeral };
    await rest.post(Routes.webhook(to.applicationId, to.token), { body, files: content.files, auth: false });
  };
  const original = (to: Answerable) => Routes.webhookMessage(to.applicationId, to.token, "@original");
  return {
    deferReply: (to, ephemeral) =>
      callback(to, InteractionResponseType.DeferredChannelMessageWithSource, {
        flags: ephemeral ? MessageFlags.Ephemeral : 0,
      }),
    deferUpdate: (to) => callback(to, InteractionResponseType.DeferredMessageUpdate),
    edit: async (to, content) => {
      const body = { ...bodyOf(content), attachments: attachmentsOf(content.files) };
      await rest.patch(original(to), { body, files: content.files, auth: false });
    },
    replacePrivately: async (to, content) => {
      await rest.delete(original(to), { auth: false });
      await followUp(to, content);
    },
    followUp,
    replyPrivately: async (to, content) => {
      const data = { ...bodyOf(content), flags: MessageFlags.Ephemeral };
      await callback(to, InteractionResponseType.ChannelMessageWithSource, data);
    },
    showForm: async (to, form) => {
      await callback(to, InteractionResponseType.Modal, toModal(form));
    },
    suggest: async (to, choices) => {
      await callback(to, InteractionResponseType.ApplicationCommandAutocompleteResult, { choices });
    },
  };
}

function bodyOf({ embeds, components }: Rendered) {
  return { embeds, components, allowed_mentions: { parse: [] } };
}

/** Component types: 18 label, 4 text input; style 2 is the multi-line one. */
function toModal({ customId, title, label, hint, value, maxLength }: Form) {
  const field = { type: 4, custom_id: formField, style: 2, required: true, max_length: maxLength };
  return {
    custom_id: customId,
    title,
    components: [{ type: 18, label, description: hint, component: value === "" ? field : { ...field, value } }],
  };
}
