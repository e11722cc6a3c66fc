import { simplified } from "../../letters";
import { isOwn, keyOf, useOf, useOfHeader } from "../columns";
import { nameKeys } from "../customer-fields";
import { bareHeader } from "../header-scale";
import { headerIn, withoutNumber } from "../headers";
import { ownOf, type Draft } from "./column-draft";
import { shareOf } from "./column-values";
import { shownText } from "./source";

/** Whether a header is that of a respondent's number. */
export const isRespondent = headerIn(
  "respondent | respondent id | respondent no | response id | participant | participant id | teilnehmer | teilnehmer-id | teilnehmernummer | 答卷编号 | 答卷序号 | 受访者 | 受访者编号",
  bareHeader,
);

/** Headers for names of people who are not called customers. */
const called =
  /昵称$|[您你]的称呼$|(?:怎么|如何)称呼[您你]|\bnick ?name$|^(?:guest|member|patient|student|pupil|tenant|subscriber|attendee|visitor|owner|buyer|payer|parent|donor|billing|debtor|payee|requester|reporter|caller|applicant|resident|borrower|(?:policy|account|card) ?holder)s?(?:'s)?(?: (?:full )?name)?$|^(?:gast|gäste|mitglied|patient(?:in)?|schüler(?:in)?|mieter|teilnehmer|käufer|eltern|debitor|kontobezeichnung)(?:name)?$|^(?:adhérent|élève|patient|abonné|acheteur|huésped|paciente|alumno|socio|ospite)$|^(?:会员|学员|学生|患者|病人|住客|宾客|租户|业主|家长|买家|付款方|收货人|收件人|申请人|投保人|报修人|往来单位|用户)(?:姓名|名称|名字|名)?$|^(?:会员|患者|生徒)(?:名|氏名)?$/i;

/** Whether a header names people who are not called customers: `Guest`, 1、您的称呼, 收货人/提货人. */
export const isCalled = (header: string): boolean =>
  called.test(simplified(withoutNumber(header.normalize("NFKC").trim()).replace(/\s*\/.*$|[?？]$/, "")));

/** First name and Name, 姓氏 and 名字: Name is the other part, unless it also contains the first part. */
export function nameInTwoColumns({ roles, values, isFree }: Draft): void {
  const whole = roles.findIndex(({ use }) => keyOf(use) === "name");
  if (whole < 0 || !isFree(whole)) return;
  const parts = roles.flatMap(({ header, use }, i) => {
    const meant = isOwn(use) ? useOfHeader(header, "customer") : undefined;
    const key = keyOf(meant);
    return isFree(i) && (key === "givenName" || key === "familyName") ? [{ i, meant }] : [];
  });
  if (parts.length !== 1) return;
  const [{ i, meant }] = parts;
  const names = values[whole].map((cell) => shownText(cell).toLowerCase());
  const some = values[i].slice(0, 200).map((cell) => shownText(cell).trim().toLowerCase());
  // Blank cells are not in `values`, so if there are any, it is not known which values share a row.
  const holds = some.filter(
    (part, k) => names[k]?.includes(part) || names.some((name) => name.includes(part)),
  );
  if (some.length === 0 || holds.length * 2 > some.length) return;
  roles[i].use = meant;
  roles[whole].use = useOf(keyOf(meant) === "givenName" ? "familyName" : "givenName", "customer");
}

/** Names that are plain numbers are customer ids; numbers after `#` are orders. */
export function numberedNames({ roles, values, isFree }: Draft): void {
  const at = roles.findIndex(({ use }) => keyOf(use) === "name");
  if (at < 0 || !isFree(at)) return;
  const share = (form: RegExp): number => shareOf(values[at], (text) => form.test(text));
  const hasId = roles.some(({ use }) => keyOf(use) === "id");
  if (share(/^#\d+$/) > 0.8) roles[at].use = ownOf(roles[at].header);
  else if (share(/^\d+$/) > 0.8) roles[at].use = hasId ? ownOf(roles[at].header) : useOf("id", "customer");
}

/**
 * Without a name column: respondent numbers are ids; guests, members, patients and nicknames are names, and so are owners
 * if hardly any comes twice: the owners of dogs or houses, not those of us who look after customers.
 */
export function respondentsAndNicknames({ roles, values, isFree, isOpen, claim }: Draft): void {
  const areNames = (i: number): boolean => shareOf(values[i], (text) => /\p{L}/u.test(text)) > 0.8;
  const areDistinct = (i: number): boolean =>
    values[i].length >= 10 && new Set(values[i].map(shownText)).size > 0.9 * values[i].length;
  const hasCompany = roles.some(({ use }) => keyOf(use) === "company");
  roles.forEach(({ header, use }, i) => {
    if (roles.some((other) => nameKeys.includes(keyOf(other.use)))) return;
    if (isFree(i) && keyOf(use) === "owner" && !hasCompany && areNames(i) && areDistinct(i))
      claim(i, useOf("name", "customer"));
    else if (isOpen(i) && isRespondent(header))
      claim(
        i,
        useOf(
          shareOf(values[i], (text) => /^\D*$/.test(text) && text.includes(" ")) > 0.8 ? "name" : "id",
          "customer",
        ),
      );
    else if (isOpen(i) && isCalled(header) && areNames(i)) claim(i, useOf("name", "customer"));
  });
}
