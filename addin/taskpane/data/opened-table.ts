import { useMemo, useState } from "react";
import { proposeImport, type ImportAnswers, type ImportSource, type Proposal } from "@crm-functions/core";
import { encodingNamed, importSourceSteps } from "../../workbook/file";
import { inSlices, type SliceOptions } from "../../workbook/in-slices";
import { latest } from "../shell/latest";
import { usePane } from "../shell/pane-context";
import { openedSheet, rememberedColumns } from "./opened-sheet";

/** The source of the rows: the bytes of a file, kept to read it again in another encoding, or an open sheet. */
interface Opened {
  readonly name: string;
  readonly bytes?: Uint8Array;
  readonly source: ImportSource;
}

/**
 * The table that the user has opened, the proposal for its import, and the answers given so far.
 * @param reading runs the reading and shows its progress and errors
 */
export function useOpenedTable(reading: (work: (options?: SliceOptions) => Promise<void>) => Promise<void>) {
  const { workbook, region } = usePane();
  const [opened, setOpened] = useState<Opened | undefined>();
  const [answers, setAnswers] = useState<ImportAnswers>({});
  const proposed = useMemo((): Proposal | Error | undefined => {
    if (opened === undefined) return undefined;
    try {
      return proposeImport(opened.source, answers, region);
    } catch (error) {
      return error as Error;
    }
  }, [opened, answers, region]);

  const [begin] = useState(latest);
  const open = (read: (options?: SliceOptions) => Promise<[Opened, ImportAnswers]>): Promise<void> =>
    reading(async (options) => {
      const isLatest = begin();
      const [table, given] = await read(options);
      if (!isLatest()) return;
      setAnswers(given);
      setOpened(table);
    });
  const take = (name: string, bytes: Uint8Array, given: ImportAnswers = {}): Promise<void> =>
    open(async (options) => {
      const how = { encoding: encodingNamed(given.encoding ?? ""), separator: given.delimiter };
      return [{ name, bytes, source: await inSlices(importSourceSteps(name, bytes, how), options) }, given];
    });
  const takeSheet = (name: string): Promise<void> =>
    open(async () => [
      { name, source: await openedSheet(workbook, name) },
      await rememberedColumns(workbook, name),
    ]);

  /** Adds answers: the proposal is made again, or the file is read again if its encoding or delimiter changes. */
  function answer(more: Partial<ImportAnswers>): void {
    const isOther = more.sheet !== undefined || more.headerRow !== undefined;
    // Answers about columns are valid only for the sheet and header row that they were given for.
    const all = { ...answers, ...more, ...(isOther && { columns: undefined, map: undefined }) };
    const isAboutReading = more.encoding !== undefined || more.delimiter !== undefined;
    if (isAboutReading && opened?.bytes !== undefined) void take(opened.name, opened.bytes, all);
    else setAnswers(all);
  }

  return {
    opened,
    proposal: proposed instanceof Error ? undefined : proposed,
    failure: proposed instanceof Error ? proposed : undefined,
    take,
    takeSheet,
    answer,
    close() {
      begin();
      setOpened(undefined);
    },
  };
}
