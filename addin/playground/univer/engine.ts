import { LocaleType, mergeLocales, ThemeService, type Univer } from "@univerjs/core";
import type { FUniver } from "@univerjs/core/facade";
import type { BaseFunction, IFunctionInfo } from "@univerjs/engine-formula";
import { UniverSheetsConditionalFormattingPreset } from "@univerjs/preset-sheets-conditional-formatting";
import formattingEnglish from "@univerjs/preset-sheets-conditional-formatting/locales/en-US";
import formattingChinese from "@univerjs/preset-sheets-conditional-formatting/locales/zh-CN";
import { UniverSheetsCorePreset } from "@univerjs/preset-sheets-core";
import coreEnglish from "@univerjs/preset-sheets-core/locales/en-US";
import coreChinese from "@univerjs/preset-sheets-core/locales/zh-CN";
import { UniverSheetsDataValidationPreset } from "@univerjs/preset-sheets-data-validation";
import validationEnglish from "@univerjs/preset-sheets-data-validation/locales/en-US";
import validationChinese from "@univerjs/preset-sheets-data-validation/locales/zh-CN";
import { UniverSheetsFilterPreset } from "@univerjs/preset-sheets-filter";
import filterEnglish from "@univerjs/preset-sheets-filter/locales/en-US";
import filterChinese from "@univerjs/preset-sheets-filter/locales/zh-CN";
import { UniverSheetsFindReplacePreset } from "@univerjs/preset-sheets-find-replace";
import findEnglish from "@univerjs/preset-sheets-find-replace/locales/en-US";
import findChinese from "@univerjs/preset-sheets-find-replace/locales/zh-CN";
import { UniverSheetsSortPreset } from "@univerjs/preset-sheets-sort";
import sortEnglish from "@univerjs/preset-sheets-sort/locales/en-US";
import sortChinese from "@univerjs/preset-sheets-sort/locales/zh-CN";
import { CalculationMode } from "@univerjs/sheets-formula";
import { mendArrayConstants } from "./array-constants";
import { createUniver } from "./create-univer";
import { AnchorArray, Single } from "./spill-functions";

export type FunctionClass = [new (name: string) => BaseFunction, string];

/** The page's accent colour from light to dark, which replaces the engine's blue. */
const accents = {
  50: "#f1f8f6",
  100: "#e3f1ed",
  200: "#bfe0d8",
  300: "#8fc9bc",
  400: "#4fa694",
  500: "#24836f",
  600: "#0b6b5b",
  700: "#085346",
  800: "#07443a",
  900: "#06372f",
};

/** Starts Univer with the presets for the usual spreadsheet features: sort, filter, find, rules, formats. */
export function startEngine(options: {
  readonly container: HTMLElement;
  readonly locale: LocaleType;
  readonly functions: FunctionClass[];
  readonly descriptions: IFunctionInfo[];
}): { readonly univer: Univer; readonly api: FUniver } {
  mendArrayConstants();
  const started = createUniver(
    {
      locale: options.locale,
      locales: {
        [LocaleType.EN_US]: mergeLocales(
          coreEnglish,
          sortEnglish,
          filterEnglish,
          findEnglish,
          validationEnglish,
          formattingEnglish,
        ),
        [LocaleType.ZH_CN]: mergeLocales(
          coreChinese,
          sortChinese,
          filterChinese,
          findChinese,
          validationChinese,
          formattingChinese,
        ),
      },
    },
    [
      UniverSheetsCorePreset({
        container: options.container,
        ribbonType: "simple",
        disableTextFormatAlert: true,
        disableTextFormatMark: true,
        sheets: { disableForceStringAlert: true, disableForceStringMark: true },
        formula: {
          function: [...options.functions, [AnchorArray, "ANCHORARRAY"], [Single, "SINGLE"]],
          description: options.descriptions,
          initialFormulaComputing: CalculationMode.FORCED,
        },
      }),
      UniverSheetsSortPreset(),
      UniverSheetsFilterPreset(),
      UniverSheetsFindReplacePreset(),
      UniverSheetsDataValidationPreset(),
      UniverSheetsConditionalFormattingPreset(),
    ],
  );
  const themes = started.univer.__getInjector().get(ThemeService);
  themes.setTheme({ ...themes.getCurrentTheme(), primary: accents });
  return started;
}
