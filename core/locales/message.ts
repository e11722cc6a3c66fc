import * as enUS from "./en-US";
import { fillIn, type TextParameters } from "./fill-in";
import * as zhCN from "./zh-CN";

/** The languages of everything a user reads. */
export type Language = "en-US" | "zh-CN";

export type MessageKey = keyof typeof enUS.messages;

/** Values for the `{name}` places of a message; `argument` is translated by the glossary of arguments. */
export type MessageParameters = TextParameters;

const languages = { "en-US": enUS, "zh-CN": zhCN } as const;

/** The name a user sees for an argument of the catalogue, which code knows by its English name. */
export function argumentName(argument: string, language: Language): string {
  return (language === "zh-CN" ? zhCN.argumentNames[argument] : undefined) ?? argument;
}

/** What stands where something else belongs; said in the words of the language (`foundText` → `the text "abc"`). */
export type FoundKind =
  | "foundBlank"
  | "foundText"
  | "foundNumberText"
  | "foundFraction"
  | "foundBoolean"
  | "foundError"
  | "foundNumber";

/**
 * The sentence for `key` in `language`, its `{name}` places filled in. `argument` and `otherArgument` are named in
 * the user's words; `found` is described by `foundKind` where that is given.
 */
export function messageOf(key: MessageKey, parameters: MessageParameters, language: Language): string {
  return fillIn(languages[language].messages[key], parameters, (value, name) => {
    if (name === "argument" || name === "otherArgument") return argumentName(String(value), language);
    if (name === "found" && parameters.foundKind !== undefined) {
      return messageOf(parameters.foundKind as FoundKind, { text: value }, language);
    }
    return String(value);
  });
}

/** `zh-CN` for any tag of Chinese (`zh`, `zh-Hans-CN`, …), else `en-US`. */
export function languageOf(tag: string | undefined | null): Language {
  return tag !== undefined && tag !== null && /^zh\b/i.test(tag) ? "zh-CN" : "en-US";
}
