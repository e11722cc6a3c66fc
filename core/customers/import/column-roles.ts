import { columnsOf, isOwn, isRating, keyOf } from "../columns";
import { scaleTold, withScale } from "../header-scale";
import type { ImportAnswers } from "./answers";
import { draftOf, ownOf, type Draft, type Role } from "./column-draft";
import { isMisread, shareOf } from "./column-values";
import { emailsByValue, numberedContacts, phonesWithoutHeaders } from "./contact-columns";
import { isOurExport } from "./header-row";
import { nameInTwoColumns, numberedNames, respondentsAndNicknames } from "./name-columns";
import { plainHeaders } from "./plain-headers";
import { makeUnique, typeExported, typeOwn } from "./own-columns";
import { numbersOfPurchases, otherHalfOfPurchases, ownRoles } from "./own-role-columns";
import { overallRatings, ratings, ratingsOfSide, sides } from "./rating-columns";
import { toldColumns } from "./told-columns";

/** Steps, in this order, that find out more about columns that are own columns by their headers alone. */
const findings: readonly ((draft: Draft) => void)[] = [
  numberedContacts,
  emailsByValue,
  nameInTwoColumns,
  numberedNames,
  respondentsAndNicknames,
  overallRatings,
  ratingsOfSide,
  ratings,
  sides,
  ownRoles,
  otherHalfOfPurchases,
  numbersOfPurchases,
  makeUnique,
  typeOwn,
];

/** The role of every column: as answered, else by its header, else by its header and values. */
export function rolesOf(
  headers: readonly string[],
  present: readonly boolean[],
  values: Draft["values"],
  scales: Draft["scales"],
  answers: ImportAnswers,
  isHeaderless: boolean,
  side: Draft["side"],
): readonly Role[] {
  const told = toldColumns(headers, answers);
  const taken = new Set([...told.values()].map(({ use }) => keyOf(use)));
  const plain = plainHeaders(headers);
  const { uses } = columnsOf(plain, "customer");
  const roles = plain.map((header, i): Role => {
    if (!present[i]) return { header, use: undefined };
    const answer = told.get(i);
    if (answer !== undefined) return { header, ...answer };
    const use = uses[i] ?? ownOf(header);
    const isOther = !isOwn(use) && (taken.has(keyOf(use)) || ("name" in use && isMisread(use, values[i])));
    return { header, use: isOther ? ownOf(header) : use };
  });
  const draft = draftOf(roles, values, scales, side, (i) => !told.has(i));
  // Our own exports already say what each column is.
  if (isOurExport(headers)) typeExported(draft);
  else for (const find of isHeaderless ? [phonesWithoutHeaders, ...findings] : findings) find(draft);
  roles.forEach((role, i) => {
    const { use, header } = role;
    const maximum = scales[i]?.maximum;
    const arePercents = shareOf(values[i], (text) => text.endsWith("%")) >= 0.5;
    const scale =
      scaleTold(header) ??
      (maximum !== undefined
        ? { minimum: 1, maximum }
        : arePercents
          ? { minimum: 0, maximum: 100 }
          : undefined);
    if (isRating(use) && scale !== undefined)
      role.use = { ...use, criterion: withScale(use.criterion, scale) };
  });
  return roles.map((role, i) => ({ ...role, header: headers[i] }));
}
