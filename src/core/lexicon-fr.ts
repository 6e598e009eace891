/** French words for what companies do, from knowledge of business French: press headlines, trade press, agency copy. Accents are folded away when read. */
import { type Lexicon, signalPhrases } from "./lexicon.ts";
import { frenchCues } from "./lexicon-fr-cues.ts";
import { frenchDeals } from "./lexicon-fr-deals.ts";
import { frenchJobs } from "./lexicon-fr-jobs.ts";
import { frenchLaw } from "./lexicon-fr-law.ts";
import { frenchMoves } from "./lexicon-fr-moves.ts";
import { frenchNoise } from "./lexicon-fr-noise.ts";
import { frenchSupply } from "./lexicon-fr-supply.ts";

export const french: Lexicon = [
  ...frenchDeals,
  ...frenchSupply,
  ...frenchMoves,
  ...frenchJobs,
  ...frenchLaw,
  // ---- of a kind that is not said
  signalPhrases("other", { stage: "talks", weight: 2, needsName: true }, [
    "en|nouvelles discussion|discussions|pourparlers|négociation|négociations|conversations ~3 avec|entre|pour|exclusives|avancées|en",
    "discussion|discussions|pourparlers|négociation|négociations|tractations ~3 entre|avec",
    "entre @ ~2 @ ~4 discussions|pourparlers|négociations|tractations",
    "@ ~3 en|entament|entame|mènent|mène|poursuivent|poursuit|confirment|confirme ~2 pourparlers|discussions|négociations|tractations",
    "@ ~4 reprend|reprennent|reprendraient|repris|rouvre|rouvrent|relance|relancent|ouvre|ouvrent|entame|entament|engage|engagent ~2 négociations|discussions|pourparlers|langue|dialogue|contact",
    "négocie|négocient|négocier|négocierait|discute|discutent|discuter|discuterait|discuteraient|dialogue ~3 avec|@",
  ]),
  signalPhrases("other", { stage: "talks", weight: 2, needsName: true }, [
    "rien n ~2 signé|fait|conclu|joué|acté|décidé ~3 @",
    "@ ~6 rien n ~2 signé|fait|conclu|joué|acté|décidé",
  ]),
  signalPhrases("other", { stage: "approached", weight: 2, needsName: true }, [
    "@ ~2 courtise|courtisent|courtiserait|drague|sollicite|approche|démarche|contacte|sonde|aborde ~3 distributeurs|enseignes|grande|supermarchés|commerçants|marques|producteurs|groupe|distribution|distributeur|enseigne",
    "@ ~1 frappe|frappent|frappé|toque|toquent|sonne ~1 à ~1 porte|portes|portillon",
    "@ ~1 tend|tendent|tendu main ~1 à|aux|au",
    "approche|approché|approchée|approchés|approcher|approcherait|contacté|contactée|contacte|courtise|courtisé|courtisée|courtiser|sollicité|sollicite|démarché|dragué|drague|sondé ~4 @",
    "approché|contacté|courtisé|sollicité|démarché|sondé par @",
    "cherche|cherchent|recherche ~4 partenaire|partenaires|alliance|allié|partenariat",
    "propositions|avances ~1 de|d|du @",
    "appel|appels du pied",
    "fait ~1 oeil|cour ~1 à @",
    "yeux doux",
    "prend|pris|prendre contact avec @",
  ]),
  signalPhrases("other", { stage: "declined", weight: 2, needsName: true }, [
    "donné|donne|donnent|donner|donnera ~2 suite ~5 @|proposition|approche|offre|sollicitation|avances|contact",
    "décline|décliné|refuse|refusé|repousse|repoussé|rejette|rejeté|éconduit|snobe|snobé ~4 @|proposition|approche|offre|sollicitation|avances",
    "dit|disent|oppose non à @",
    "@ ~3 rompt|rompent|rompu|rompre ~3 discussions|négociations|pourparlers|avec|accord|contrat",
    "@ ~4 cesse|cessent|cessé|arrête|arrêtent|arrêté|suspend|suspendent|suspendu|interrompt|interrompent|interrompu|stoppe|stoppent ~2 négociations|discussions|pourparlers|tractations",
    "@ ~3 claque|claqué|claquent|ferme|fermé|ferment|fermer ~1 porte ~1 à|au|aux|nez",
    "@ ~4 divorce|divorcent|divorcer|séparation|séparent",
    "divorce|séparation|rupture ~1 entre|de|d|du|avec @",
    "fin de non recevoir",
    "@ ~3 tourne|tournent|tourné dos ~1 à|au|aux",
    "pas ~2 parler|travailler|vendre|pactiser|céder|traiter ~3 @",
    "dément|démentent|démenti|nie|nient|nié|exclut|excluent|exclu ~3 discussion|discussions|négociation|négociations|pourparlers|contact|contacts|rapprochement ~3 @",
    "pas|aucun|aucune ~1 discussion|discussions|négociation|négociations|contact|accord ~3 @",
  ]),
  signalPhrases("other", { stage: "rumour", weight: 2, needsName: true }, [
    "s intéresse|intéressent|intéresser|intéressé|intéresserait ~3 @|marché|distribution|alimentaire|supermarchés|grande",
    "intéressé|intéressée|intéressés par @",
    "lorgne|lorgnent|lorgner|lorgnerait|vise|viserait|convoite|convoitent|convoiter|convoiterait|cible|guigne|guignerait|reluque ~5 @|marché|alimentaire|distribution|supermarchés|magasins|courses|france",
    "vers ~3 partenariat|alliance|rachat|fusion|accord|mariage|rapprochement",
    "dans viseur|collimateur ~2 @",
    "a|aurait|ont|auraient ~1 @ dans ~1 viseur|collimateur|mire",
    "intérêt|intérêts ~1 de|d|du|pour ~1 @",
    "@ ~3 laisser|laisse|laisserait|laissera tenter par",
    "@ ~5 dans viseur|collimateur de|d @",
    "@ ~5 pas|plus ~1 à vendre",
    "pas ~1 à vendre",
    "tenté|tentée|tentés par @",
    "bientôt ~3 chez|avec @",
    "futur partenaire|allié|acquéreur|mariage",
    "@ ~3 ambitions|vues|visées ~2 sur|dans|en",
    "ambitions|vues|visées ~2 @ ~2 sur|dans|en",
  ]),
  signalPhrases("other", { stage: "rumour", weight: 1, needsName: true }, ["et si @", "@ ~6 et si ~2 @"]),
  ...frenchCues,
  ...frenchNoise,
];
