/** The signs and short names of currencies that stand beside amounts. ¥ is left as it is: yen or yuan. */
const codes: ReadonlyMap<string, string> = new Map([
  ["¥", "¥"],
  ["$", "$"],
  ["€", "EUR"],
  ["£", "GBP"],
  ["₹", "INR"],
  ["rs", "INR"],
  ["rs.", "INR"],
  ["元", "CNY"],
  ["块", "CNY"],
  ["圆", "CNY"],
  ["rmb", "CNY"],
  ["人民币", "CNY"],
  ["美元", "USD"],
  ["欧元", "EUR"],
  ["日元", "JPY"],
  ["港币", "HKD"],
  ["円", "JPY"],
  ["euro", "EUR"],
  ["fr.", "CHF"],
]);

/** A currency as a regular expression, as it stands before or after the number of an amount. */
export const currencyBesideNumber = "(?:[¥$€£₹]|eur|usd|cny|rmb|gbp|chf|jpy|hkd|twd|inr|rs\\.?|元|块|圆)";
const besideNumber = new RegExp(`^[-+(]* ?(${currencyBesideNumber})|(${currencyBesideNumber})[-) ]*$`, "i");

/** The currency that a text names, as its code if that is certain: `EUR` for `€`, `eur` and `Euro`. */
export function currencyNamed(text: string): string {
  const plain = text.normalize("NFKC").trim();
  return codes.get(plain.toLowerCase()) ?? plain.toUpperCase();
}

/** The currency of an amount such as `€1,200.50` or `12 CHF`; undefined if it states none. */
export function currencyOfAmount(text: string): string | undefined {
  const found = besideNumber.exec(text.slice(0, 60).normalize("NFKC").trim());
  return found === null ? undefined : currencyNamed(found[1] ?? found[2]);
}

/** The different currencies among those named: `$` is the US dollar beside `USD`, and `¥` the yen beside `JPY`. */
export function differentCurrencies(named: Iterable<string>): ReadonlyMap<string, string> {
  const all = new Set(named);
  const alias = (sign: string, ...meant: string[]): string => {
    const there = meant.filter((code) => all.has(code));
    return there.length === 1 ? there[0] : sign;
  };
  return new Map(
    [...all].map((each) => [
      each,
      each === "$" ? alias("$", "USD") : each === "¥" ? alias("¥", "CNY", "JPY") : each,
    ]),
  );
}

const afterWord =
  / (?:in )?(?:[€$£¥₹]|eur|euros?|usd|gbp|chf|cny|rmb|jpy|hkd|twd|inr|aud|cad|nzd|sgd|sek|nok|dkk|pln|czk|huf|ron|try|brl|mxn|krw|zar|aed|thb)$/i;

/** A header without a currency after the word: `Amount EUR`, `Betrag in €`, `total_usd`. */
export function withoutCurrency(header: string): string {
  return header.replace(/_/g, " ").replace(afterWord, "");
}
