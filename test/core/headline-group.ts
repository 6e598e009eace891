/** How the tables of headlines are written. */

/** Kinds and stages either of which is right, `|` between them; kind `none`: no signal, or one that company news outweighs; stage `any`: whatever outweighs it. */
export type HeadlineGroup = readonly [kinds: string, stages: string, titles: readonly string[]];
