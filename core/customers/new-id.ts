const idDigits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/**
 * A new id such as `C-7K2M9QXA`: 40 random bits, so that two people who add customers to a shared workbook at the same
 * time get different ids. Contains no digits or letters that are easily confused.
 */
export function newId(of: "customer" | "interaction"): string {
  let id = of === "customer" ? "C-" : "I-";
  for (let i = 0; i < 8; i++) id += idDigits[Math.floor(Math.random() * idDigits.length)];
  return id;
}

/** A new id for which `isTaken` is false. */
export function freeId(of: "customer" | "interaction", isTaken: (id: string) => boolean): string {
  for (;;) {
    const id = newId(of);
    if (!isTaken(id)) return id;
  }
}
