/** French words for jobs that a company creates and cuts. Cuts are of stage exit: news of the workforce, which outweighs the signal. */
import { type Lexicon, signalPhrases } from "./lexicon.ts";
import { ofFirms } from "./lexicon-fr-names.ts";
import { cutting } from "./lexicon-fr-noise.ts";

const jobs =
  "emploi|emplois|poste|postes|cdi|cdd|embauches|recrutements|salariés|salarié|personnes|collaborateurs|facteurs|conducteurs|ingénieurs|apprentis|saisonniers|jeunes|alternants|techniciens|livreurs|préparateurs|stagiaires";

/** Whom one hires, where the verb says that one does. */
const hands =
  "caissiers|caissières|chauffeurs|vendeurs|conseillers|développeurs|informaticiens|pilotes|hôtesses|stewards|soudeurs|ouvriers|intérimaires|cadres|commerciaux|agents|cheminots|mécaniciens|opérateurs|cuisiniers|serveurs|équipiers|chercheurs|experts|employés|bras|candidats|talents|profils";
/** Who loses a job. */
const staff =
  "emploi|emplois|poste|postes|salariés|employés|collaborateurs|effectifs|personnes|intérimaires|travailleurs|ouvriers|cadres|équipes|personnel";
/** A share of a workforce. */
const share = "quart|tiers|moitié|dixième|cinquième|sixième|majorité|totalité|%";

export const frenchJobs: Lexicon = [
  signalPhrases("jobs", { stage: "expansion", weight: 3 }, [
    "Aa|@ ~3 va|vont|prévoit|prévoient|compte|veut|souhaite|cherche|cherchent|annonce ~2 recruter|embaucher",
    "recrutement|recrutements|embauche|embauches ~3 # ~3 salariés|personnes|postes|emplois",
    `crée|créent|créer|créera|créeront|créerait|créés|créé|générer|génère|création|créations ~5 ${jobs}`,
    `recrute|recrutent|recruter|recrutera|recruteront|recruterait|embauche|embauchent|embaucher|embauchera|embaucherait|cherche ~6 #|${jobs}|milliers|centaines|massivement`,
    "@ ~3 recrute|recrutent|recruter|embauche|embauchent|embaucher|embauchera|recrutera",
    `# ~3 ${jobs} ~2 créés|créé|supplémentaires|pourvoir|clé`,
    "# ~1 cdi ~2 annoncés|promis|prévus|proposés|créés|clé",
    "recrutement|recrutements|embauches ~2 massif|massive|massifs|massives|#",
    "campagne|plan|vague de recrutement|recrutements|embauches",
    "# ~1 nouveaux ~1 emplois|postes|salariés|collaborateurs",
    "promet|promettent|annonce|prévoit ~3 # ~2 emplois|embauches|recrutements|postes",
    "# ~2 embauches|recrutements",
    "Aa|@ ~3 embauche|embauchent|recrute|recrutent|embaucher|recruter ~2 tour|masse|massivement|encore|bras",
    "étoffe|étoffer|étoffent|étoffera|gonfle|gonfler|grossir|accroît|accroître|augmente|augmenter|renforce|renforcer|double|doubler ~1 effectifs|équipes",
    `à recherche ~1 de|d ~1 # ~2 ${jobs}`,
    `# ~2 ${jobs} ~3 à ~1 clé|pourvoir|prévus|attendus|promis|annoncés|créer`,
    "des|milliers|centaines|dizaines ~1 emplois|embauches|recrutements|postes ~2 clé|prévus|pourvoir|créés",
  ]),
  signalPhrases("jobs", { stage: "exit", weight: 2 }, [
    "départs volontaires|contraints",
    `se sépare|séparer|séparera|séparent|débarrasse|débarrasser ~1 de|d ~1 # ~2 ${jobs}`,
    "sacrifie|sacrifient|sacrifier|raye|rayer|sabre|sabrer|biffe|élimine|éliminer ~2 # ~2 postes|emplois|salariés|personnes",
    "taille|taillent|tailler|coupe|couper|sabre|sabrer ~2 dans ~1 effectifs|rangs|masse",
    "réduit|réduire|réduction|baisse|baisser|tailler|coupe ~3 effectifs",
    "# ~2 départs|licenciements|suppressions",
    "va|vont|veut|prévoit|doit|pourrait ~1 supprimer|licencier ~5 #",
    `${cutting} ~6 emploi|emplois|poste|postes`,
    "suppression|suppressions ~4 emplois|postes|poste|emploi",
    "emplois|postes ~3 supprimés|supprimé|menacés|menacé|sellette|péril",
    "licencie|licencient|licencier|licenciera ~4 salariés|employés|personnes|#",
    "# ~3 salariés|employés|personnes ~4 licenciés|licenciées|licencié",
    "licenciement|licenciements ~2 collectif|collectifs|massif|massifs|économiques|de|chez",
    "détruit|détruire|détruisent|détruits ~4 emplois|postes",
    "plan social|départs",
    "plan de départs|sauvegarde|licenciements",
    "destruction|destructions d emplois",
    "emplois ~2 menacés|danger",
    "inquiet|inquiète|inquiets|inquiétude|inquiétudes|menace ~3 pour|sur ~1 emplois|emploi",
  ]),
  signalPhrases("jobs", { stage: "expansion", weight: 3 }, [
    `recrute|recrutent|recruter|recrutera|recruteront|embauche|embauchent|embaucher|embauchera ~4 ${hands}`,
    `cherche|cherchent|chercher|recherche|recherchent ~2 # ~2 ${hands}|${jobs}`,
    "ouvre|ouvrent|ouvrir|propose|proposent|offre|offrent|affiche|publie ~2 # ~2 postes|emplois|offres|cdi|contrats",
    "# ~2 postes|emplois|cdi|contrats ~2 ouverts|proposés|vacants|disponibles",
    `cherche|cherchent|recherche|recherchent|recrute ~1 ses|leurs ~2 ${hands}|${jobs}`,
    "^ Aa embauche|recrute à|en|dans",
    "job dating",
    "créateur|créatrice|créateurs|pourvoyeur d emplois",
  ]),
  signalPhrases("jobs", { stage: "expansion", weight: 2, needsName: true }, [
    ...ofFirms([
      "FIRM ~4 recrute|recrutent|recruter|recrutera|recruteront|embauche|embauchent|embaucher|embauchera|embaucheront",
      "FIRM ~6 embauches|recrutements|apprentis|alternants|saisonniers|cdi",
      "recrutements|embauches|recrutement|emplois ~3 chez FIRM",
    ]),
  ]),
  signalPhrases("jobs", { stage: "exit", weight: 3 }, [
    "gèle|gèlent|geler|gel|suspend|suspendre|stoppe|stopper|freine|freiner ~2 embauches|recrutements|recrutement|embauche",
    `fermeture|fermetures|ferme|ferment|fermer|fermera ~9 # ~2 ${staff}`,
  ]),
  signalPhrases("jobs", { stage: "exit", weight: 2 }, [
    "# ~3 emplois|postes ~4 concernés|touchés|impactés|visés|biffés|rayés|sacrifiés|condamnés|transférés|délocalisés|menacés|carreau|trop|moins|jeu|danger|péril|sellette|trappe|incertitude|attente|suspens|sursis|évités|sauvés|préservés",
    "# ~3 salariés|employés|ouvriers ~4 menacés|remerciés|carreau|incertitude|attente|suspens|sursis|sellette|reclassés|transférés|porte|rue|indésirables",
    "centaines|milliers|dizaines|millier|centaine|moitié|tiers|quart ~2 emplois|postes|licenciements|départs ~4 menacés|jeu|danger|péril|sellette|trappe|moins|supprimés|concernés|prévus",
    "moins de|d ~1 # ~2 postes|emplois",
    "vague|vagues|série|menace|menaces|projet|annonce ~2 de|d licenciements|licenciement|suppressions",
    "licenciements secs|économiques|massifs|boursiers|collectifs",
    "licenciement sec|économique|collectif|massif",
    `se sépare|séparent|séparer|séparera|déleste|délester|délestera|défait|défaire ~1 de|d|du|des ~3 #|${share} ~4 ${staff}`,
    "se sépare|séparent|séparer|séparera ~1 d salarié|employé|collaborateur sur #",
    `licencie|licencient|licencier|licenciera|licencié|supprime|supprimer|suppression|suppriment|réduit|réduire|coupe|couper|taille|tailler|dégraisse|remercie|remercier|sacrifie|sacrifier ~4 ${share} ~3 ${staff}|personnel`,
    `${share} ~3 ${staff}|personnel ~4 supprimés|supprimé|licenciés|licencié|remerciés|menacés|concernés|remercié|départ`,
    "réduit|réduire|réduira|réduisent|réduction|réductions|baisse|diminue|diminuer|diminution|comprime|comprimer|allège|alléger|ampute|amputer|rabote|raboter ~4 effectifs|masse salariale",
    "dégraisse|dégraissent|dégraisser|dégraissage",
    "coupe|coupes|coupe claire|claires|sombre|sombres",
    "taille|taillent|tailler|tranche|trancher|coupe|couper|tape ~1 dans ~1 vif|effectifs|personnel",
    "saignée|hémorragie ~3 effectifs|emploi|emplois|postes|chez",
    "plan|plans ~1 de|d ~1 départs|licenciements|licenciement|suppressions|suppression|restructuration|réduction d|des effectifs",
    "plan|plans ~1 de|d départs|suppressions|suppression",
    "plans sociaux",
    "casse sociale",
    "salariés|employés|ouvriers ~3 licenciés|licenciées",
    "pas|aucun|sans|zéro ~1 licenciement|licenciements",
    "se passe|passer|passera|prive|priver ~1 de|d # ~2 postes|emplois|salariés|employés",
    "guichet|guichets départ|départs",
    `${share} ~3 effectifs|salariés|personnel|équipes ~3 partir|quitter|départ|remerciés|poussés`,
    "# ~1 salariés|employés ~2 chômage|rue",
    "perd|perdent|perdre|perdront ~1 leur|leurs emploi|emplois|travail",
    "départ|départs volontaire|volontaires|forcés|contraints|anticipés",
    "rupture|ruptures conventionnelle|conventionnelles collective|collectives",
    "met|mettent|mettre|met à porte|pied ~3 #",
    "sauver|sauve|préserver|préserve|sauvegarder|garantir|maintenir|maintien|défendre|protéger|sauvegarde ~2 emplois|emploi|postes",
    "emplois|postes ~2 sauvés|préservés|maintenus|garantis|sauvegardés",
  ]),
  signalPhrases("jobs", { stage: "exit", weight: 2, needsName: true }, [
    ...ofFirms([
      "FIRM ~7 licenciements|départs|suppressions",
      "licenciements|départs|suppressions ~3 chez|à|au|aux|de|d|du FIRM",
      "FIRM ~8 saignée|hémorragie|dégraissage",
      "inquiétude|inquiétudes|inquiets|inquiète|avenir|craintes|colère ~3 emploi|emplois ~3 FIRM",
    ]),
  ]),
  signalPhrases("jobs", { stage: "exit", weight: 1, needsName: true }, [
    ...ofFirms([
      "FIRM ~8 chômage partiel|technique",
      "chômage partiel|technique ~5 FIRM",
      "FIRM ~5 restructuration",
      "restructuration|dégraissage ~3 FIRM",
    ]),
  ]),
];
