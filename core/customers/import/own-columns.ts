import { readYesNo } from "../../yes-no-words";
import { isOwn, uniqueOwn } from "../columns";
import type { Draft } from "./column-draft";
import { shownText } from "./source";

/** Gives every user column a unique name. */
export function makeUnique({ roles }: Draft): void {
  const taken = new Set<string>();
  for (const role of roles) if (isOwn(role.use)) role.use = uniqueOwn(role.use.own, taken);
}

/** Types the cells of own columns: yes/no outcomes, amounts, and numbers if nothing is lost by it. */
export function typeOwn({ roles, values }: Draft): void {
  roles.forEach((column, i) => {
    const { use, role } = column;
    if (!isOwn(use)) return;
    const areYesNo = values[i].every((cell) => readYesNo(shownText(cell)) !== undefined);
    const areNumbers =
      values[i].length > 0 &&
      values[i].every((cell) => typeof cell === "string" && /^-?(?:0|[1-9]\d{0,14})$/.test(cell));
    if (role === "outcome" && areYesNo) column.use = { ...use, type: "boolean" };
    else if (role === "amount" || role === "refund" || areNumbers) column.use = { ...use, type: "number" };
  });
}

/** Types the own columns of our own export. */
export function typeExported({ roles }: Draft): void {
  for (const role of roles) if (isOwn(role.use)) role.use = { ...role.use, type: "exported" };
}
