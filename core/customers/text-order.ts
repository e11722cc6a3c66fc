// One collator for all languages: the order must not depend on whose machine it is. Numbers in names count as numbers.
const collator = new Intl.Collator("zh-Hans-CN-u-co-pinyin", { numeric: true, sensitivity: "base" });

/** Compares two texts as people look them up: Chinese by pinyin, case and accents not counted, numbers by their value. */
export const compareTexts: (a: string, b: string) => number = collator.compare;
