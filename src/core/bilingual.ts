/** Words of business and grocery news that English and French share in meaning: our own list, by knowledge of the languages, so that a report and its translation meet. */
import type { Lang } from "./types.ts";

/**
 * One concept a line: English words, a bar, French words; folded, `*` for every word that begins so. Words that mean
 * something else in the other language are harmless, since each side is read in its own language. Words with two
 * everyday meanings are left out unless one of them rules the business pages.
 */
const table = `
alliance alliances ally allies allied partner* tie ties tied | alliance alliances allie allies allier allient partenaire* partenariat* associe associent associer
agreement agreements agree agrees agreed accord accords pact deal deals contract contracts | accord accords entente pacte contrat contrats
talks discussion* discuss discusses discussed discussing negotiat* | discussion* pourparler* negoci* discute discutent discuter tractations
approach* | approch* sollicit*
bid bids offer offers offered | offre offres
buy* bought acqui* takeover takeovers purchas* snap snaps swoop swoops | rachat* rachet* acqui* achat* achet* reprise reprend repris repreneur* repren* empare emparer emparent
sell sells selling sold divest* disposal* sale | vend vendre vendent vendu* vente cession* ceder cede cedent cedera
merger mergers merge merges merged merging | fusion fusions fusionn*
rapprochement tieup | rapprochement*
stake stakes shareholding | participation participations part parts capital
shareholder* investor* | actionnaire* investisseur*
share shares stock stocks | action actions titre titres bourse
invest invests invested investing investment investments | investi* investiss*
launch launches launched launching | lance lancer lancent lancera lanceront lancement*
open opens opened opening openings | ouvre ouvrir ouvrent ouvrira ouverture* inaugur*
close closes closed closing closure closures shut shuts | ferme ferment fermer fermera fermeture*
expand* expansion extend* extension widen* | expansion etend* elargi* deploi* deploie*
enter enters entry entered | entre entree entrer arrive arrivee debarque debarqu*
exit exits leave leaves withdraw* quit quits pull pulls abandon* scrap scraps scrapped ditch* | sortie quitte* retire retirent retirer retrait abandonn* renonc*
end ends ended ending | fin met termine terminer arret arrete
begin* start starts started starting | debut* demarr* commenc*
join joins joined forces | rejoin* unissent unir
create creates creation created | cree creer creent creera creation creations
recruit* hire hires hiring hired | recrut* embauch*
job jobs employment | emploi emplois poste postes
worker* employee* staff | salarie* employe* personnel
rider riders courier couriers | livreur livreurs coursier*
strike strikes walkout* | greve* greviste* debrayage*
union unions | syndicat* syndical*
cut cuts layoff* redundan* axe axes | supprim* suppression* licenci*
plan plans planned project projects | projet projets prevoit prepare plan plans
announce* unveil* reveal* | annonc* devoil* revele*
confirm* | confirm*
deny denies denied denial denials | dement dementi* dementent
refus* reject* rebuff* decline* oppos* block blocks blocked veto* | refus* rejet* repouss* decline* oppos* bloque bloquent bloquer veto*
suspend* halt halts pause* | suspend* suspension interromp*
delay delays delayed postpone* | report reporte* retard*
rumour rumours rumor rumors speculation | rumeur* speculation*
market markets | marche marches
competit* rival rivals | concurren* rival rivaux rivale rivales
threat* | menac*
war battle battles fight fights | guerre bataille* combat* lutte
giant giants | geant geants geante geantes
leader leaders leading | leader leaders numero
group groups | groupe groupes
company companies firm firms business businesses | entreprise* societe societes firme firmes
subsidiar* unit arm | filiale filiales
brand brands banner banners chain chains | enseigne enseignes marque marques chaine chaines
retail retailer retailers retailing | distribut* detaillant*
supermarket* grocer grocers grocery groceries hypermarket* | supermarche* hypermarche* epicer* superette* alimentaire* courses
store stores shop shops outlet outlets commerce | magasin magasins boutique* commerce commerces
food foods | alimentation alimentaires nourriture
fresh | frais fraiche fraiches
organic | bio biologique*
meat | viande viandes
milk dairy | lait laitier* laitiere*
wine wines | vin vins
fruit vegetable vegetables | fruit fruits legume legumes
bread bakery | pain boulang*
fish seafood | poisson*
beer brewer* | biere* brasseur*
meal meals | repas
restaurant restaurants | restaurant restaurants restauration
delivery deliveries deliver delivers delivered delivering | livraison* livre livrer livrera livrent
online internet web ecommerce digital | internet ligne web ecommerce numerique* digital*
home domicile doorstep | domicile
order orders | commande commandes commander
click collect pickup locker lockers | retrait drive consigne consignes casier*
warehouse* depot depots fulfilment fulfillment | entrepot* depot depots
robot* automat* | robot* automat*
logistic* | logisti*
truck trucks lorry lorries haulage | camion camions routier*
drone drones | drone drones
platform platforms | plateforme* plate
technolog* tech | technolog*
app apps application | appli application*
customer* shopper* consumer* client clients | client clients cliente* consommat*
price prices pricing | prix tarif tarifs
cheap* discount discounts discounter* promotion* | promo* rabais remise* remises discount
sales turnover revenue revenues | ventes chiffre recettes
profit profits earnings | benefice* profit profits resultat*
loss losses | perte pertes
debt debts | dette dettes endett*
growth grow grows grew growing | croissance croit progress*
rise rises rose soar* surge* jump* climb* gain gains | hausse* bond bondit grimp* envole* flamb* augment* gagne
fall falls fell drop drops dropped plunge* tumble* slump* | baisse* chute* recul* plong* degringol*
quarter quarterly | trimestre*
year annual years | an ans annee annees annuel*
half semester | semestre* moitie
month months | mois
week weeks | semaine*
day days | jour jours journee
monday | lundi
tuesday | mardi
wednesday | mercredi
thursday | jeudi
friday | vendredi
saturday | samedi
sunday | dimanche
january | janvier
february | fevrier
march | mars
april | avril
june | juin
july | juillet
august | aout
september | septembre
october | octobre
november | novembre
december | decembre
summer | ete
autumn fall | automne
winter | hiver
spring | printemps
france french | france francais francaise francaises
britain british uk | britannique* royaume uk
england english | angleterre anglais anglaise*
germany german germans | allemagne allemand*
spain spanish | espagne espagnol*
italy italian* | italie italien*
china chinese | chine chinois*
japan japanese | japon japonais*
india indian | inde indien*
brazil brazilian | bresil bresilien*
america american* us usa | amerique americain* etats usa unis
australia* | austral*
belgium belgian | belgique belge belges
netherlands dutch | neerland* hollandais*
switzerland swiss | suisse suisses
poland polish | pologne polon*
russia russian* | russie russe russes
europe european | europe europeen*
world global worldwide international | monde mondial* international*
abroad foreign | etranger*
country countries | pays
city cities town | ville villes
region regional | region regional*
government | gouvernement*
minister ministers ministry | ministre* ministere*
mayor mayors | maire maires mairie mairies
president chairman chairwoman | president presidente
chief boss ceo executive head heads | patron patronne pdg directeur directrice dirigeant* dg
founder founders | fondateur* fondatrice
family | famille familial*
law laws bill | loi lois
court courts judge | tribunal juge justice
lawsuit sue sues sued | plainte* porte poursuiv*
fine fines fined penalty | amende* sanction*
regulator* watchdog antitrust authority | regulateur* autorite* antitrust gendarme
probe probes investigat* inquiry | enquete*
tax taxes | taxe taxes impot impots fiscal*
ban bans banned forbid* | interdi*
recall recalls recalled | rappel rappels rappell*
health | sante sanitaire*
safety security | securite
fire blaze | incendie*
theft robbery | vol vols braquage*
death deaths dead killed dies died | mort morts morte tue tues deces
injured wounded hurt | blesse*
bank banks banking | banque* bancaire*
fund funds | fonds
billion billions bn | milliard*
million millions | million millions
hundred hundreds | cent cents centaine*
thousand thousands | mille millier*
first | premier premiere premieres premiers
new | nouveau nouvelle nouveaux nouvelles
biggest largest | plus gros
record records | record records
strateg* | strateg*
supplier* vendor* | fournisseur*
supply supplies supplying supplied | approvision* fourni*
buying purchasing | achats centrale centrales
producer* manufacturer* maker makers | producteur* fabricant* industriel*
farmer* farming agricultur* | agricult* agricole* eleveur*
product products | produit produits
service services | service services
payment payments pay paid | paiement* paie payer
cash money | argent liquide
card cards | carte cartes
checkout checkouts cashier* till tills | caisse caisses caissier*
loyalty | fidelite
advert* advertising ad ads | publicit* pub
campaign campaigns | campagne*
test tests testing trial trials pilot pilots | test tests teste tester testent essai essais pilote
model models | modele*
innovation innovations innovat* | innov*
future | avenir futur*
crisis | crise crises
virus pandemic | virus pandemie*
lockdown | confine*
mask masks | masque masques
vaccine* | vaccin*
climate | climat*
energy | energie*
electric electricity | electri*
oil | petrole petrolier*
car cars automaker* carmaker* vehicle* | voiture* automobile* vehicule* constructeur*
train trains rail railway | train trains ferroviaire*
plane planes airline* aircraft | avion avions aerien*
airport airports | aeroport*
house housing property estate | logement* immobilier*
school schools | ecole ecoles
student students | etudiant* eleve eleves
police officer* | police policier*
army soldier* military | armee soldat* militaire*
election elections vote votes poll | election* vote votes scrutin
match game games | match matchs rencontre
team teams | equipe equipes
player players | joueur* joueuse*
coach manager | entraineur* selectionneur*
goal goals | but buts
win wins won winner victory | gagn* victoire* vainqueur remport*
lose loses lost defeat* | perd perdu defaite*
film films movie movies | film films cinema
series show | serie series
singer song songs music | chanteur* chanteuse* chanson* musique
actor actress | acteur* actrice*
book books | livres
star stars | star stars vedette*
phone phones smartphone* | telephone* smartphone*
network networks | reseau reseaux
data | donnee donnees
hack hacked hacker* cyberattack* | pirat* hack* cyberattaque*
scientist* researcher* research* study studies | scientifique* chercheur* recherche* etude etudes
space rocket satellite* | espace spatial* fusee satellite*
earthquake* quake | seisme*
storm storms hurricane* | tempete* ouragan*
rain flood flooding floods | pluie* inondation*
heat heatwave | chaleur canicule*
water | eau eaux
forest fires wildfire* | foret forets
women woman | femme femmes
men man | homme hommes
child children kids | enfant enfants
people | gens personnes
right rights | droit droits
protest protests protester* demonstrat* | manifest*
attack attacks attacked | attaque* attentat*
arrest arrests arrested | arrete arretes arrestation* interpell*
prison jail jailed | prison
trial | proces
crime murder murdered | crime meurtre* assassin*
migrant* refugee* | migrant* refugie*
border borders | frontiere*
complet* finali* | finalis* concretis*
threaten* warn warns warned warning | averti* alerte* menac*
call calls called | appel appelle appellent
seek seeks sought looks | cherche* recherche
want wants wanted | veut veulent souhait*
help helps helped support supports | aide aider aident soutien soutenir soutient
change changes changed | change changer changement*
reduce* reduction | redui* reduction*
increase* increased | augment*
double doubles doubled | doubl*
rescue rescues save saves bailout | sauve* sauvetage
bankrupt* insolven* administration receivership safeguard | faillite* redressement liquidation sauvegarde
creditor* | creancier*
owner* owned | proprietaire* detenu* detient
control controls controlled | controle controler controles
majority | majorit*
minority | minorit*
billionaire* tycoon* | milliardaire* magnat*
wholesale* | grossiste*
franchis* | franchis*
raises raised raising raise | leve levee levent lever
hour hours hourly | heure heures
night nights overnight | nuit nuits
quick fast rapid express instant | rapide rapides express
parcel* package packages | colis paquet*
seller* merchant* | vendeur* marchand* commercant*
subscri* | abonne abonnes abonnement*
headquarters headquarter | siege
rating ratings | note notation
downgrad* | degrad*
petition petitions | petition petitions
shortage* | penurie*
fuel petrol gasoline | essence carburant*
furniture | meuble*
clothes clothing fashion apparel | mode vetement*
toy toys | jouet*
frozen | surgele*
christmas | noel
easter | paques
plastic* | plastique*
bottle bottles | bouteille*
bag bags | sac sacs
restructur* | restructur*
transform* overhaul* | transform*
strengthen* boost boosts boosted | renforc* dope*
promise* pledge* pledged | promet* promesse* engage*
target targets aim aims | vise visent viser cible* objectif*
`;

interface Side {
  readonly whole: ReadonlyMap<string, string>;
  readonly begins: ReadonlyMap<string, string>;
}

/** A word that stands in several lines belongs to the first. */
function readSide(which: 0 | 1): Side {
  const whole = new Map<string, string>();
  const begins = new Map<string, string>();
  for (const line of table.trim().split("\n")) {
    const sides = line.split("|").map((side) => side.trim().split(/\s+/));
    const concept = `=${sides[0]?.[0]?.replace("*", "") ?? ""}`;
    for (const word of sides[which] ?? []) {
      const [map, key] = word.endsWith("*") ? ([begins, word.slice(0, -1)] as const) : ([whole, word] as const);
      if (!map.has(key)) map.set(key, concept);
    }
  }
  return { whole, begins };
}

const english = readSide(0);
const french = readSide(1);

/** Shortest and longest beginnings in the table. */
const [shortest, longest] = [3, 12];

function lookUp(side: Side, word: string): string | undefined {
  const exact = side.whole.get(word);
  if (exact !== undefined) return exact;
  for (let length = Math.min(word.length, longest); length >= shortest; length -= 1) {
    const concept = side.begins.get(word.slice(0, length));
    if (concept !== undefined) return concept;
  }
  return undefined;
}

/** The shared term of a folded word, beginning with `=`; undefined where the list has none. An undetermined language is read as English, then French. */
export function conceptOf(word: string, lang: Lang): string | undefined {
  if (lang === "en") return lookUp(english, word);
  if (lang === "fr") return lookUp(french, word);
  return lookUp(english, word) ?? lookUp(french, word);
}

/** Every word of the table with its concept, for counting how common the concepts are; a beginning stands for itself. */
export function conceptWords(): readonly (readonly [word: string, concept: string])[] {
  return [english, french].flatMap((side) => [...side.whole, ...side.begins]);
}
