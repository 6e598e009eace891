/** The help in English: an overview and one page a topic, each example one that can be typed as it stands. */
import type { HelpPhrases } from "./phrase-book.ts";

export const helpEn: HelpPhrases = {
  title: "Vigie",
  intro:
    "I read the news and tell you when a company moves into a market: once a story, with the reason. Reports that are share prices, strikes or another sense of a name are left out, and every one left out can be asked about.",
  startHead: "Three things to start with",
  commandsHead: "Commands",
  topicsHint: "More: /help topic: start, watches, rules, alerts, ladder, feeds or digest.",
  topics: {
    start: {
      title: "The first minutes",
      lines: [
        {
          type: "text",
          text: "Feeds and watches come with the pack. What was published before I started is stored and searchable, but not posted.",
        },
        { type: "example", typed: "/latest monoprix", means: "the newest stories about a company, with its ladder" },
        {
          type: "example",
          typed: "/watch add term: drive",
          means: "a watch in one line; the answer shows what it would have brought, and has an undo button",
        },
        { type: "example", typed: "/why 12", means: "why report 12 was told, or not" },
        {
          type: "text",
          text: "Answers to commands are for you alone. Alerts, the board and the digest are for everyone here.",
        },
      ],
    },
    watches: {
      title: "Watches",
      lines: [
        { type: "example", typed: "/watch add term: Ocado", means: "a name, a word, a phrase or a company" },
        {
          type: "example",
          typed: "/watch add rule: Amazon AND (grocery OR supermarket) NOT Prime Video",
          means: "a whole rule; see /help topic: rules",
        },
        {
          type: "example",
          typed: "/watch test rule: @french-retailers AND drive since: 90d",
          means: "what a rule would have brought, before anything is saved",
        },
        { type: "example", typed: "/watch edit watch: drive none: Formula Drive", means: "adds an exclusion" },
        {
          type: "text",
          text: "A watch that names a company or a list of the pack alerts on market signals and leaves other news to the digest. A watch of plain words alerts on every matching story. The option tier changes that: signal, alert or digest.",
        },
        { type: "text", text: "A new watch starts from now. What is stored already is found with /latest." },
      ],
    },
    rules: {
      title: "The watch language",
      lines: [
        {
          type: "example",
          typed: "Carrefour",
          means: "a capital makes it a name: whole word, accents and hyphens handled, never inflected",
        },
        { type: "example", typed: "grocery", means: "small letters make it a word: singular and plural" },
        { type: "example", typed: "grande distribution", means: "a phrase: these words in this order" },
        { type: "example", typed: "=Casino", means: "only where it is written with a capital" },
        {
          type: "example",
          typed: "=Casino (with groupe, magasin, Naouri)",
          means: "only where one of these stands in the same report",
        },
        { type: "example", typed: "=Leclerc (not Charles, F1, Ferrari)", means: "not where one of these does" },
        { type: "example", typed: '"marché"', means: "accents exactly as typed" },
        { type: "example", typed: "~Intermarché", means: "one typing error allowed" },
        {
          type: "example",
          typed: "@french-retailers",
          means: "a list or company of the pack, with its other names, guards and owners",
        },
        {
          type: "example",
          typed: "Amazon AND (grocery OR supermarket)",
          means: "groups: something of each must be there",
        },
        { type: "example", typed: "Amazon AND grocery NOT Prime Video, AWS", means: "and none of these" },
      ],
    },
    alerts: {
      title: "Alerts",
      lines: [
        {
          type: "text",
          text: "One alert a story. When other outlets report the same, the first message is edited. A reply comes only when the stage changes, or when a second source of its own confirms.",
        },
        { type: "example", typed: "/why 12", means: "tier, reasons, words, near misses and story of report 12" },
        { type: "example", typed: "/story 5", means: "every report of a story, origins and echoes" },
        { type: "example", typed: "/mute story: 5 for: 7d", means: "silence for a story, a company or a watch" },
        {
          type: "text",
          text: "Relevant and Not relevant teach: after enough of them I propose an exclusion, with what it would remove and what it would keep.",
        },
      ],
    },
    ladder: {
      title: "The ladder",
      lines: [
        {
          type: "text",
          text: "For every pair of entrant and target I keep how far it has got: rumour, approached, talks, deal, launch, expansion. Beside the ladder stand declined and exit.",
        },
        {
          type: "text",
          text: "A step up or back is news. A step against an earlier refusal is a reversal: it is marked, with the date and link of the refusal.",
        },
        { type: "example", typed: "/board", means: "where every pair stands" },
        { type: "example", typed: "/latest about: amazon x monoprix", means: "the reports of one pair" },
      ],
    },
    feeds: {
      title: "Feeds",
      lines: [
        { type: "example", typed: "/feed list", means: "what is read, and what cannot be read" },
        {
          type: "example",
          typed: "/feed add url: https://example.org/rss",
          means: "a feed, or a page that names its feed",
        },
        { type: "example", typed: "/feed check feed: 3", means: "reads one now and shows what comes" },
        { type: "text", text: "The first reading of a feed is its baseline: stored, not posted." },
      ],
    },
    digest: {
      title: "Digest, brief and settings",
      lines: [
        {
          type: "text",
          text: "The digest holds news of watched companies that is no market signal, signals held back in a flood, and what I almost told you.",
        },
        { type: "example", typed: "/digest", means: "what the next one holds so far" },
        { type: "example", typed: "/settings digest: 08:00 zone: Europe/Paris", means: "when it comes" },
        { type: "example", typed: "/settings quiet: 22:00-07:00", means: "hours in which alerts come without a sound" },
        {
          type: "example",
          typed: "/brief about: monoprix since: 90d",
          means: "a file with every story and its receipts",
        },
      ],
    },
  },
};
