import { isGoodOrBad, isNoAnswer } from "../answer-scales";
import { bareHeader } from "../header-scale";
import { headerKey, headerKeys } from "../headers";

/** Words for yes/no outcomes that an analysis explains: headers, and the texts below them. */

const outcomes = headerKeys(
  "outcome | churn | churned | churn label | churn value | churn flag | is churn | is churned | has churned | exited | attrition | attrition flag | attrited customer | subscribed | renewed | renewal | bought | bought again | converted | conversion | won | lost | returned | cancelled | canceled | left | active | responded | response | recommend | would recommend | gekündigt | gekauft | verlängert | wiedergekauft | aktiv | abgewandert | résilié | baja | abandono | disdetta | 解約 | 流失 | 已流失 | 是否流失 | 是否离网 | 是否退订 | 已续约 | 续约 | 是否续约 | 成交 | 是否成交 | 复购 | 是否复购 | 是否购买",
);
/** Words for customers and deals that are lost, and for those that are kept. */
const lost = headerKeys(
  "churned | churn | left | exited | cancelled | canceled | lost | closed lost | inactive | attrited customer | terminated | expired | lapsed | ended | quit | deactivated | gekündigt | storniert | verloren | abgewandert | inaktiv | ausgetreten | beendet | résilié | résiliée | annulé | perdu | inactif | baja | cancelado | perdido | inactivo | disdetto | perso | 流失 | 已流失 | 离网 | 退订 | 已退订 | 已取消 | 已注销 | 已解约 | 退会 | 已退会 | 解約 | 退会済 | 失注 | 输单 | 丢单 | 输单关闭",
);
const kept = headerKeys(
  "active | stayed | stay | kept | retained | existing customer | renewed | current | won | closed won | aktiv | laufend | geblieben | verlängert | gewonnen | actif | active | gagné | activo | ganado | attivo | vinto | 留存 | 未流失 | 在网 | 活跃 | 正常 | 在用 | 续约 | 已续约 | 継続 | 契約中 | 受注 | 赢单 | 成交 | 已成交",
);
/** The most distinct texts of a status column. */
const mostTexts = 12;
/** Prefixes that negate: `Not renewed`, `nicht gekauft`, `未成交`, `没续` beside `续了`. */
const negation = /^(?:not|non|nicht|no|pas|未|不|没有?|非)[\s-]*/i;

/** The texts of a column that mean yes and no. Any other text is open, such as Paused beside Active and Cancelled. */
export interface YesAndNo {
  readonly yes: readonly string[];
  readonly no: readonly string[];
}

/**
 * The yes and the no among the texts of an outcome: Churned in Active and Churned, Won in Won and Lost, whatever other
 * texts there are. Of exactly two texts also Renewed in Renewed and Not renewed, Y in Y and N, and, under an outcome
 * header, 已续约 if the other text is not recognised.
 */
export function yesAndNoOf(header: string, texts: ReadonlySet<string>): YesAndNo | undefined {
  if (texts.size < 2 || texts.size > mostTexts) return undefined;
  const all = [...texts];
  const of = (words: ReadonlySet<string>) => all.filter((text) => words.has(headerKey(text)));
  const [gone, stays] = [of(lost), of(kept)];
  const isAboutStaying = (text: string): boolean => kept.has(headerKey(bareHeader(text)));
  if (gone.length > 0 && stays.length > 0) {
    const isGood =
      isAboutStaying(header) || stays.some((text) => /won|gewonn|gagn|ganad|vint|赢|成交|受注/i.test(text));
    return isGood ? { yes: stays, no: gone } : { yes: gone, no: stays };
  }
  const [good, bad] = [true, false].map((isGood) => all.filter((text) => isGoodOrBad(text) === isGood));
  if (
    good.length > 0 &&
    bad.length > 0 &&
    good.length + bad.length === all.filter((text) => !isNoAnswer(text)).length
  )
    return { yes: good, no: bad };
  if (all.length > 2) return undefined;
  const among = isOutcome(header) ? of(outcomes) : [];
  const plain = (text: string): string => headerKey(text).replace(/^已|了$/g, "");
  const yes =
    among.length === 1
      ? among[0]
      : all.find((text, i) => {
          const other = all[1 - i].trim();
          return (
            (negation.test(other) && plain(other.replace(negation, "")) === plain(text)) ||
            (/^[yjost]$/i.test(text) && /^[nf]$/i.test(other))
          );
        });
  return yes === undefined ? undefined : { yes: [yes], no: all.filter((text) => text !== yes) };
}

/** Whether a header is that of a yes/no outcome that an analysis explains: `Churned`, `是否复购`. */
export function isOutcome(header: string): boolean {
  return outcomes.has(headerKey(bareHeader(header)));
}
