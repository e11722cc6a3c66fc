import { simplified } from "../../letters";
import { bareHeader, scaleTold } from "../header-scale";
import { headerKey, headerKeys } from "../headers";

/** How headers say that a column contains ratings, in English, German and Chinese. */

const ratingBefore =
  "satisfaction with | satisfied with | please rate | how would you rate | how do you rate | rating of | rating for | rating | score for | score of | how satisfied are you with | how satisfied were you with | how happy are you with | how happy were you with | wie zufrieden sind sie mit | wie zufrieden waren sie mit | how important is | how important are | importance of | importance | wie wichtig ist ihnen | wie wichtig sind ihnen | wie wichtig ist | wie wichtig sind | wichtigkeit von | wichtigkeit | zufriedenheit mit | zufriedenheit | wie bewerten sie | bitte bewerten sie | bewertung | note für | 对 | 评分".split(
    " | ",
  );
const ratingAfter =
  "satisfaction | rating | ratings | score | stars | importance | zufriedenheit | bewertung | wichtigkeit | 重要性 | 重要程度 | 重要度 | 满意度 | 评分 | 打分 | 得分 | 评价".split(
    " | ",
  );
/** Header of one line of a survey grid: `Please rate the following [Delivery]`, `Satisfied with …? - Price`. */
const grid =
  /(?:\brat(?:e|ing)\b|satisf|zufrieden|bewerte|soddisf|important|wichtig|满意|滿意|评价|打分|重要).*(?:\[([^[\]]{2,80})\]|[:：?？]\s*[-–—]+\s*([^:：?？]{1,80}))\s*$/i;
const aspects = headerKeys(
  "price | prices | quality | product quality | delivery | service | customer service | service quality | support | speed | advice | friendliness | reliability | range | availability | communication | value for money | preis | preise | qualität | produktqualität | lieferung | lieferzeit | beratung | kundendienst | freundlichkeit | zuverlässigkeit | sortiment | erreichbarkeit | 价格 | 质量 | 产品质量 | 交付 | 交货 | 送货 | 物流 | 售后 | 支持 | 服务 | 服务质量 | 服务态度 | 性价比 | 響應 | 品質",
);

/** The criterion in a header that says it is a rating (`Price rating`, `价格满意度`); undefined for any other header. */
export function ratingLabel(header: string): string | undefined {
  const inGrid = grid.exec(header);
  if (inGrid !== null && scaleTold(header) === undefined) return (inGrid[1] ?? inGrid[2]).trim();
  const bare = bareHeader(header).replace(/(?:是(?:多少)?|如何|怎么样|怎样)?[?？]$/, "");
  const lower = simplified(bare.toLowerCase());
  // 价格 from 您对我们的价格的满意度
  const strip = (label: string): string =>
    label
      .replace(/^[\s:：\-–]+|^[您你]?(?:[对對认為为]|認為|认为)(?:我们|我們)?的?|的?[\s:：\-–]*$/g, "")
      .slice(0, 200);
  for (const word of ratingAfter) {
    if (!lower.endsWith(word)) continue;
    const label = strip(bare.slice(0, -word.length));
    if (label !== "" && (/[\u4e00-\u9fff]/.test(word) || /[\s:\-–]$/.test(bare.slice(0, -word.length))))
      return label;
  }
  for (const word of ratingBefore) {
    if (!lower.startsWith(word)) continue;
    const label = strip(
      bare
        .slice(word.length)
        .replace(
          /^ (?:the|our|your|der|die|das|dem|den|unser(?:e[mnrs]?)?|ihr(?:e[mnrs]?)?)(?= )|[?？]+$/gi,
          "",
        ),
    );
    if (label !== "" && (/[\u4e00-\u9fff]/.test(word) || /^[\s:\-–]/.test(bare.slice(word.length))))
      return label;
  }
  return scaleTold(header) !== undefined && bare !== "" && bare !== header ? bare : undefined;
}

/** The criterion of a header that does not mention ratings: `Price` for `Price (EUR)`. */
export function criterionOf(header: string): string {
  return header.replace(/\s*\([^()]*\)\s*$/, "");
}

/** Whether the header is a common criterion: `Price`, `交付`. */
export function isAspect(header: string): boolean {
  return aspects.has(headerKey(bareHeader(header)));
}

/** Whether a header asks how important something is. */
export function isImportance(header: string): boolean {
  return /\bimportan(?:t|ce)|wichtig|重要/i.test(header);
}
