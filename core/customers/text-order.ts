// One collator for all languages, so that the order is the same on every machine. Numbers in names compare as numbers.
const collator = new Intl.Collator("zh-Hans-CN-u-co-pinyin", { numeric: true, sensitivity: "base" });

/** Compares two texts in dictionary order: Chinese by pinyin, case and accents ignored, numbers by value. */
export const compareTexts: (a: string, b: string) => number = collator.compare;
