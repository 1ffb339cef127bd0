/**
 * English words that say nothing about a product. Left out on purpose, because they do in fashion: 'off' (off white),
 * 'no', 'non', 'without', 'under', 'over', 'full', 'long', 'w' (a brand), and letters that name a shape (v, u, o).
 */
const STOP_WORDS: ReadonlySet<string> = new Set(
  `a about above after again against ain all also although always am among an and another any anybody anyone anything
  are aren arent as at be because been before being below between both but by can cannot cant could couldn couldnt d did
  didn didnt do does doesn doesnt doing don done dont down during each either else enough etc even ever every everyone
  everything few for from further get gets getting give gives go goes going got had hadn hadnt has hasn hasnt have haven
  havent having he her here hers herself him himself his how however i if in into is isn isnt it itll its itself just
  keep keeps let lets ll m made make makes many may maybe me might mine more most mostly much must my myself need neednt
  needs neither nor not now of often on once one only onto or other others our ours ourselves out own per please put
  quite rather really s same see seems several shall she should shouldn shouldnt since so some someone something
  sometimes still such t take takes than that the their theirs them themselves then there these they this those though
  through thus till to together too towards until up upon us use used uses using ve very via was wasn wasnt we well were
  weren werent what whatever when whenever where wherever whether which while who whoever whole whom whose why will wish
  with within won wont would wouldn wouldnt x yet you your youre yours yourself yourselves youll youve`.split(/\s+/),
);

/** @param word lower case, as surfaceWords gives it */
export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word);
}
