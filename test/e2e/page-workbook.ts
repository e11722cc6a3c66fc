import type { Page } from "playwright-core";
import { CrmError, type ErrorCode, type MessageKey } from "@crm-functions/core";
import type { ActionOptions, Area, Unsubscribe, Workbook } from "../../addin/workbook/workbook";
import type { WorkbookUnderTest } from "../conformance/workbook";
import type { PageSpreadsheet } from "./page-spreadsheet";

type Method = Exclude<
  keyof Workbook,
  "language" | "quietly" | "onTableChange" | "onSheetChange" | "onSelectionChange"
>;
type Subscription = "onWaiting" | "onTableChange" | "onSheetChange" | "onSelectionChange";

interface Answer {
  /** As JSON. */
  readonly result?: string;
  readonly error?: { readonly crm?: readonly [string, string, object]; readonly text: string };
}

/** What lies on `globalThis` in the page. */
interface PageScope {
  crmWorkbook: Workbook;
  crmPlayground: PageSpreadsheet;
  crmHear(channel: number, value: unknown): Promise<boolean>;
  crmEnds: Record<number, (failed?: boolean) => void>;
}

/**
 * The `Workbook` of the playground's page, real Univer and all, as an object of the test: each call is one call in the
 * page. Errors of ours arrive as errors of ours.
 */
export async function pageWorkbook(page: Page): Promise<{
  readonly workbook: Workbook;
  /** Opens an empty workbook in place of the one there and ends what the last test listened to. */
  fresh(): Promise<WorkbookUnderTest>;
}> {
  const channels = new Map<number, (value: never) => boolean | void>();
  let lastChannel = 0;
  const open = (heard: (value: never) => boolean | void) => {
    channels.set(++lastChannel, heard);
    return lastChannel;
  };
  const ending = new Set<Promise<unknown>>();
  await page.exposeFunction(
    "crmHear",
    (channel: number, value: never) => channels.get(channel)?.(value) ?? false,
  );

  async function call<Result>(method: Method, given: readonly unknown[]): Promise<Result> {
    // Functions and signals stay here; in the page they are numbers.
    const last = given.at(-1);
    const hasOptions = isOptions(last);
    const channel = !hasOptions
      ? 0
      : open((progress) => {
          last.onProgress?.(progress);
          return last.signal?.aborted ?? false;
        });
    const plain = hasOptions ? given.slice(0, -1) : given;
    const keys = hasOptions && last.keys ? { column: last.keys.column, at: [...last.keys.at] } : undefined;
    const answer = await page.evaluate(
      async ([name, text, progress, abortedAtFirst]) => {
        const scope = globalThis as unknown as PageScope;
        const [parameters, keys] = JSON.parse(text, (_, value: unknown) =>
          Array.isArray(value) ? value.map((each) => (each?.none === true ? undefined : each)) : value,
        ) as [unknown[], { column: number; at: [number, string][] } | undefined];
        const signal = { aborted: abortedAtFirst };
        const options = {
          signal,
          // A map does not come over as one.
          ...(keys && { keys: { column: keys.column, at: new Map(keys.at) } }),
          onProgress: (value: unknown) =>
            void scope.crmHear(progress, value).then((aborted) => (signal.aborted = aborted)),
        };
        try {
          const work = scope.crmWorkbook[name] as (...all: unknown[]) => Promise<unknown>;
          const result = await work(...parameters, ...(progress === 0 ? [] : [options]));
          return { result: JSON.stringify(result) } as Answer;
        } catch (error) {
          const { code, key, parameters: about } = error as Record<string, never>;
          const text = error instanceof Error ? error.message : String(error);
          return { error: { crm: key === undefined ? undefined : [code, key, about], text } } as Answer;
        }
      },
      [
        method,
        // As one text: otherwise Playwright looks through every cell several times.
        JSON.stringify([plain, keys], (_, value: unknown) => (value === undefined ? { none: true } : value)),
        channel,
        hasOptions && (last.signal?.aborted ?? false),
      ] as const,
    );
    channels.delete(channel);
    if (answer.error === undefined) {
      return (answer.result === undefined ? undefined : JSON.parse(answer.result)) as Result;
    }
    const { crm, text } = answer.error;
    if (crm === undefined) throw new Error(text);
    throw new CrmError(crm[0] as ErrorCode, crm[1] as MessageKey, crm[2] as Record<string, string>);
  }

  function subscribe(event: Subscription, listener: (value: never) => void): Unsubscribe {
    const channel = open(listener);
    const begun = page.evaluate(
      ([name, number]) => {
        const scope = globalThis as unknown as PageScope;
        scope.crmEnds ??= {};
        scope.crmEnds[number] = scope.crmWorkbook[name](
          (value: unknown) => void scope.crmHear(number, value),
        );
      },
      [event, channel] as const,
    );
    return () => {
      channels.delete(channel);
      ending.add(
        begun.then(() =>
          page.evaluate((number) => (globalThis as unknown as PageScope).crmEnds[number]?.(), channel),
        ),
      );
    };
  }

  async function quietly<Result>(work: () => Promise<Result>): Promise<Result> {
    const channel = ++lastChannel;
    await page.evaluate((number) => {
      const scope = globalThis as unknown as PageScope;
      scope.crmEnds ??= {};
      void scope.crmWorkbook
        .quietly(
          () =>
            new Promise<void>((done, failed) => {
              scope.crmEnds[number] = (fail) => (fail === true ? failed(new Error("failed")) : done());
            }),
        )
        .catch(() => undefined); // the test's own error is thrown below
    }, channel);
    let failed = true;
    try {
      const result = await work();
      failed = false;
      return result;
    } finally {
      await page.evaluate(([number, fail]) => (globalThis as unknown as PageScope).crmEnds[number](fail), [
        channel,
        failed,
      ] as const);
    }
  }

  const language = await page.evaluate(() => (globalThis as unknown as PageScope).crmWorkbook.language);
  const methods: readonly Method[] = [
    "capabilities",
    "checkBlanks",
    "addSheet",
    "addCharts",
    "sheets",
    "usedArea",
    "mergedAreas",
    "read",
    "write",
    "tables",
    "ensureTable",
    "addColumns",
    "readTable",
    "appendRows",
    "insertRows",
    "writeTable",
    "deleteRows",
    "selection",
    "select",
    "insertFormula",
    "writeFormulas",
    "setLook",
    "formulas",
    "calculated",
    "forgetHistory",
    "readSetting",
    "writeSetting",
    "exportFile",
  ];
  const workbook = {
    language,
    quietly,
    ...Object.fromEntries(methods.map((method) => [method, (...given: unknown[]) => call(method, given)])),
    onWaiting: (listener: (value: never) => void) => subscribe("onWaiting", listener),
    onTableChange: (listener: (value: never) => void) => subscribe("onTableChange", listener),
    onSheetChange: (listener: (value: never) => void) => subscribe("onSheetChange", listener),
    onSelectionChange: (listener: (value: never) => void) => subscribe("onSelectionChange", listener),
  } as unknown as Workbook;

  return {
    workbook,
    async fresh() {
      await Promise.all(ending);
      ending.clear();
      channels.clear();
      await page.evaluate(() => {
        const scope = globalThis as unknown as PageScope;
        for (const end of Object.values(scope.crmEnds ?? {})) end();
        scope.crmEnds = {};
        scope.crmPlayground.open({ sheets: [{ name: "Sheet1", cells: [] }] });
      });
      return {
        workbook,
        typeAt: (area: Area, values: (string | number)[][]) =>
          page.evaluate(
            ([place, typed]) => {
              const sheet = (globalThis as unknown as PageScope).crmPlayground
                .workbook()
                .getSheetByName(place.sheet);
              sheet
                .getRange(place.row, place.column, place.rows, place.columns)
                .setValues(typed.map((row) => row.map((v) => ({ v }))));
            },
            [area, values] as const,
          ),
        merge: (area: Area) =>
          page.evaluate((place) => {
            const sheet = (globalThis as unknown as PageScope).crmPlayground
              .workbook()
              .getSheetByName(place.sheet);
            sheet.getRange(place.row, place.column, place.rows, place.columns).merge({ isForceMerge: true });
          }, area),
        // Subscribing is not waited for; what was heard arrives with the answer to a later call.
        settle: () => page.evaluate(() => new Promise<void>((done) => setTimeout(done, 20))),
      };
    },
  };
}

function isOptions(value: unknown): value is ActionOptions {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    ("onProgress" in value || "signal" in value || "keys" in value)
  );
}
