/** Registrable domains from the public suffix list, through tldts. */
import { getDomain } from "tldts";
import type { RegistrableDomain } from "../../services/ports.ts";

/** Private suffixes count: two blogs on one host of blogs are two outlets. */
export const registrableDomain: RegistrableDomain = (url) => getDomain(url, { allowPrivateDomains: true });
