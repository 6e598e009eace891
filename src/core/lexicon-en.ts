/** English words for what companies do, from knowledge of business English: newspaper headlines, agency copy in capitals, trade press. */
import { type Lexicon, signalPhrases } from "./lexicon.ts";
import { englishCues } from "./lexicon-en-cues.ts";
import { englishDeals } from "./lexicon-en-deals.ts";
import { englishMoves } from "./lexicon-en-moves.ts";
import { englishNoise } from "./lexicon-en-noise.ts";

export const english: Lexicon = [
  ...englishDeals,
  ...englishMoves,
  // ---- of a kind that is not said
  signalPhrases("other", { stage: "talks", weight: 2, needsName: true }, [
    "near|nears|nearing ~3 deal|agreement|tie|pact|alliance",
    "close to ~3 deal|agreement|tie|pact|alliance",
    "nothing ~1 signed|agreed|decided|settled|final|finalised ~5 @",
    "@ ~6 nothing ~1 signed|agreed|decided|settled|final|finalised",
    "talks|negotiations|discussions ~4 merge|merger|buy|deal|partnership|investment|stake|supply|tie",
    "@ talks",
    "advanced|secret|exclusive|early|preliminary talks|negotiations|discussions",
    "in|holds|hold|held|holding|has|resume|resumes|resumed|start|starts|begins|continue|continues ~3 talks|discussions|negotiations ~2 with|over|to|about|on|for",
    "talks|discussions|negotiations|negotiating|talking|conversations ~3 with|between ~3 @",
    "@ ~4 resume|resumes|resumed|restart|restarts|restarted|revive|revives|reopen|reopens|reopened|begin|begins|began|start|starts|started|enter|enters|entered|open|opens|confirm|confirms|confirmed|extend|extends|continue|continues ~2 talks|negotiations|discussions",
    "@ ~4 in|holds ~2 talks|discussions|negotiations",
  ]),
  signalPhrases("other", { stage: "approached", weight: 2, needsName: true }, [
    "approach|approaches|approached|approaching|contacted|courts|courted|courting|woos|wooed|wooing|sounded ~3 @",
    "approached|contacted|courted|wooed|sounded by|about",
    "@ ~1 courts|court|courted|courting|woos|woo|wooing|approaches|sounds|sounding ~4 grocers|supermarkets|retailers|brands|chain|chains|suppliers|grocer|retailer|supermarket",
    "knocks|knocking ~1 on|at ~2 door",
    "seek|seeks|seeking|sought ~4 partner|partners|partnership|tie|alliance|ally|deal",
    "@ ~4 approached",
    "made|makes|making overtures|contact|advances",
    "contact|contacts with|from|by @",
    "overtures|advances to|from|by @",
  ]),
  signalPhrases("other", { stage: "declined", weight: 2, needsName: true }, [
    "turn|turns|turned down ~4 @|offer|approach|proposal|overtures",
    "reject|rejects|rejected|rebuff|rebuffs|rebuffed|spurn|spurns|spurned|snub|snubs|snubbed|decline|declines|declined ~4 @|offer|approach|proposal|overtures|advances",
    "no ~1 talks|deal|contact|plans|interest|agreement ~4 @",
    "rule|rules|ruled|ruling out ~4 @",
    "says|said|say no|never to ~2 Aa",
    "split|splits|breaks|cuts|severs ~1 with|ties|links ~2 @",
    "go|goes|going|went separate ways",
    "break|breaks|broke|breaking off ~1 talks|negotiations|discussions",
    "call|calls|called|calling off ~2 talks|negotiations|discussions|deal|merger|tie|plans|plan",
    "@ ~4 cease|ceases|ceased|end|ends|ended|halt|halts|halted|scrap|scraps|scrapped|abandon|abandons|abandoned|suspend|suspends|suspended|shelve|shelves|shelved|terminate|terminates|terminated|drop|drops|dropped ~3 talks|negotiations|discussions",
    "deny|denies|denied|denying ~3 talks|discussions|negotiations|contact|interest|deal ~4 @",
    "not|t ~2 talking|negotiating|follow ~4 @",
  ]),
  signalPhrases("other", { stage: "rumour", weight: 2, needsName: true }, [
    "@ ~4 looms|looming|circles|circling|arrival|arrives|threat|threatens|disrupts|disrupt|shake|shakes ~5 grocery|grocer|grocers|supermarkets|supermarket|retailers|shops",
    "@ ~4 take|takes|taking on ~4 supermarkets|grocers|retailers|big",
    "eye|eyes|eyed|eyeing|eying|covets|stalks ~3 @",
    "frontrunner ~4 @|buy|deal",
    "line|lines|lined|lining up ~4 bid|deal|merger|takeover",
    "swoop|swoops ~2 for|on",
    "in frame|running|race ~2 for|to ~1 buy|@",
    "eye|eyes|eyed|eyeing|eying|target|targets|targeting|covets|mulls|weighs|considers|explores|plots ~5 grocery|groceries|food|supermarket|supermarkets|retailer|retailers|grocer|grocers|market|entry|expansion|stores",
    "in ~2 sights",
    "sets|set|setting ~2 sights on",
    "interested|interest in ~3 grocery|food|supermarket|supermarkets|retailer|@|buying",
    "potential|possible|likely partner|suitor|target|deal|tie",
    "@ ~4 not ~2 for sale",
    "not for sale ~2 to @",
  ]),
  ...englishCues,
  ...englishNoise,
];
