import { bareHeader, questionAsked } from "./header-scale";
import { headerKey, headerKeys } from "./headers";
import type { Rating } from "./weight";

/** Names of the overall question; the first that was asked counts. */
export const overallNames: readonly string[] = [
  "Overall",
  "Overall satisfaction",
  "Satisfaction",
  "总体",
  "总体满意度",
  "满意度",
];

/** Names of the question whether customers would recommend us; the first that was asked counts. */
export const recommendationNames: readonly string[] = [
  "NPS",
  "Recommendation",
  "Recommend",
  "Likelihood to recommend",
  "Would recommend",
  "推荐",
  "推荐意愿",
  "推荐度",
  "净推荐值",
];

/** Other headers of overall satisfaction. */
const overallWords =
  "Rating given | Given rating | Score given | Your rating | Survey result | Survey results | Sat score | Happiness | Customer happiness | 满意程度 | 您的满意程度 | Rating | Stars | Star rating | Customer satisfaction | CSAT | Satisfaction overall | Total satisfaction | General satisfaction | Satisfaction level | Level of satisfaction | Review score | Review rating | How satisfied overall | How satisfied are you | How satisfied are you overall | How satisfied are you with us | Zufriedenheit | Zufriedenheit gesamt | Zufriedenheitsgrad | Kundenzufriedenheit | Sterne | 总评 | 总满意度 | 客户满意度 | Note globale | 総合評価 | Satisfaction générale | Satisfaction client | Niveau de satisfaction | Degré de satisfaction | Satisfacción | Satisfacción general | Satisfacción global | Satisfacción del cliente | Grado de satisfacción | Nivel de satisfacción | Nivel de satisfacción general | Soddisfazione | Soddisfazione complessiva | Soddisfazione generale | Grado di soddisfazione | Livello di soddisfazione | Satisfação | Satisfação geral | Tevredenheid | Algemene tevredenheid | 満足度 | 総合満足度 | 만족도 | 전반적 만족도 | 전체 만족도 | Zadowolenie | Ogólne zadowolenie | Memnuniyet | Genel memnuniyet | Nöjdhet | Nöjdhet totalt | Total nöjdhet | Kundnöjdhet | Tilfredshed | Samlet tilfredshed | Tilfredshet | Total tilfredshet | Удовлетворенность | Общая удовлетворенность";
const overallKeys = new Set([...overallNames.map(headerKey), ...headerKeys(overallWords)]);

/** A rating of the whole in two words, also without a space as in a key: `Overall experience`, `Gesamtnote`. */
const ofTheWhole =
  "(?:overall ?(?:experience|impression|rating|evaluation|score|grade|mark|happiness)|gesamt(?:eindruck|bewertung|note|urteil|zufriedenheit)|(?:expérience|impression|évaluation|appréciation) ?(?:globale|générale|d.ensemble)|(?:experiencia|valoración|impresión) ?(?:en ?)?(?:general|global)|(?:esperienza|valutazione|impressione) ?(?:complessiva|generale))";

/** The key of a header that says little else: `Gesamtnote`, `您对我们的总体评价`. */
const overallKey = new RegExp(
  [
    `^${ofTheWhole}$`,
    "^(?:last|latest|recent|customer|survey)*csat(?:survey|rating|score|response)*$",
    "^.{0,40}(?:总体|整体|综合|总的)(?:来说|来讲|而言|上)?[，,]?[您你]?(?:对我们)?(?:是否|的)?(?:满意|评价|评分|打分|得分|体验|感受|印象).{0,10}$",
    "^[您你]?对我们的?(?:满意|评价|感受)",
  ].join("|"),
  "u",
);

/** How somebody is on the whole: `Overall, how satisfied …`, `How was your stay?`, `Wie bewerten Sie uns?`. */
const overallQuestion = new RegExp(
  [
    // Satisfied, and on the whole.
    "^(?=.{0,80}(?:satisf|\\bhapp(?:y|iness)|zufrieden|soddisf))(?=.{0,80}(?:\\boverall\\b|in general\\b|all in all|insgesamt|alles in allem|dans l.ensemble|globale|en général|en general|nel complesso|in generale))[^[\\]]{1,90}$",
    // With us.
    "^[^[\\]]{0,60}(?:satisf|\\bhappy|zufrieden|\\bcontent|soddisf)[^[\\]]{0,30}\\b(?:(?:with|of) (?:us|our (?:company|business|firm|shop|store|team))|mit uns|de (?:nous|nos services)|con nosotros|di noi|con noi)\\s*\\??$",
    "\\b(?:rate|bewerten sie|(?:évaluez|notez)-vous|valora(?:ría)?) (?:us|uns|nous|nos services|nuestra empresa)(?: overall| insgesamt)?(?:\\s*\\([^()]*\\))?\\s*\\??$",
    // The whole of a visit.
    "\\bsatisfied (?:are you |were you )?with (?:my|your|the) (?:stay|visit|experience|order|purchase|appointment)(?: with us)?(?: overall)?\\s*\\??$",
    "\\b(?:how was|how (?:would|do) you rate|rate) your (?:stay|visit|experience|order|purchase|appointment)(?: with us)?(?: overall| today)?\\s*\\??$",
    "^¿?(?:qué tan|cuán) satisfech[oa] (?:está|quedó)(?: usted)?\\s*\\??$",
    `\\b${ofTheWhole}(?! (?:of|for|with) (?!us\\b|our\\b|your\\b))`,
  ].join("|"),
  "iu",
);

/** Questions about how likely a customer is to recommend us. */
const recommending =
  /^(?:(?:(?:last|latest|recent|customer|survey) )*(?:nps|net promoter(?: score)?)(?:[ -]?(?:survey|response|score|rating|value|wert|frage|question|q\d|评分|得分|打分|分数))*$|(?:on a scale .{5,30} )?how likely .{0,60}recommend|.{0,20}likel(?:y|ihood) to recommend|(?:i |would you |we )?(?:would |will )?(?:definitely |gladly )?recommend(?: us| score| rating| to .{1,40})?$|would (?:you )?recommend|recommendation$|recommendation (?:score|rating|likelihood)|推荐$|weiterempfehlung|würden sie .{0,60}empfehlen|recommand(?:ation$|eri?ez)|nous recommander|¿?(?:nos recomendar|recomendar)|.{0,40}recomend(?:ar[ií]a|arnos|e a|aci[óo]n)|probabilità di raccomand|.{0,30}raccomander|推奨|wie wahrscheinlich .{0,80}(?:weiter)?empfehlen|推荐(?:意愿|度|指数|分|评分|得分)|净推荐值|.{0,20}推荐.{0,15}(?:可能性|意愿)|[您你]?(?:有多大可能|是否愿意|愿意|会不会|会).{0,30}推荐)/i;

/** The rating of feedback that a question may mean, named in the language of its header; the cells must confirm it. */
const feedback = (header: string, english: string, chinese: string): Rating => ({
  analysis: "feedback",
  criterion: /\p{Script=Han}/u.test(header) ? chinese : english,
});

/** The overall satisfaction that a header such as `Overall satisfaction (1-5)` may mean. */
export function overallOfHeader(header: string): Rating | undefined {
  const asked = questionAsked(header);
  const key = headerKey(asked);
  const stem = key
    .replace(/^(?:19|20)\d\d年?|(?:19|20)\d\d年?$/g, "")
    .replace(/(?:score|rating|评分|打分|得分)$/, "");
  const isOverall =
    overallKeys.has(key) || overallKeys.has(stem) || overallKey.test(key) || overallQuestion.test(asked);
  return isOverall ? feedback(header, "Overall satisfaction", "总体满意度") : undefined;
}

/** The whole of something: `Your stay overall`, `The club as a whole`, `Ihr Aufenthalt insgesamt`. */
const wholeOfSomething =
  /^(?:ins)?gesamt$|^总评分$|\boverall$|^overall\b|\bas a whole$|^(?:ihr|unser|d(?:er|ie|as)|dein)e? .{1,40} (?:insgesamt|im ganzen)$|(?<=\p{Script=Han}{2})(?:总体|整体)$/iu;

/** The overall satisfaction that a header may mean if no other asks for it. */
export function wholeOfHeader(header: string): Rating | undefined {
  return wholeOfSomething.test(questionAsked(header).trim())
    ? feedback(header, "Overall satisfaction", "总体满意度")
    : undefined;
}

/** The question about the whole that a header asks, of either kind. */
export function feedbackOfHeader(header: string): Rating | undefined {
  return recommendationOfHeader(header) ?? overallOfHeader(header);
}

/** The recommendation that a header such as `How likely are you to recommend us?` may mean. */
export function recommendationOfHeader(header: string): Rating | undefined {
  return recommending.test(bareHeader(header)) ? feedback(header, "Recommend", "推荐意愿") : undefined;
}
