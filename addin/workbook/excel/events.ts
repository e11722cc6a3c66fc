/// <reference types="office-js" />
import type { Unsubscribe, Workbook } from "../workbook";
import type { Runner } from "./run";
import { readSelection } from "./selection";

/** Attaches an event handler in the background and returns a function that detaches it. */
function listen<Args>(
  { run }: Runner,
  attach: (workbook: Excel.Workbook) => OfficeExtension.EventHandlerResult<Args>,
): Unsubscribe {
  let ended = false;
  const attached = run(async (context) => {
    const result = attach(context.workbook);
    await context.sync();
    return result;
  });
  attached.catch(console.error);
  return () => {
    if (ended) return;
    ended = true;
    attached
      .then((result) =>
        Excel.run(result.context, async (context) => {
          result.remove();
          await context.sync();
        }),
      )
      .catch(console.error);
  };
}

/** Reports changes of tables and sheets, unless `isQuiet`, and of the selection. */
export function changeEvents(
  runner: Runner,
  isQuiet: () => boolean,
): Pick<Workbook, "onTableChange" | "onSheetChange" | "onSelectionChange"> {
  /** Reports the name of a table or sheet that still exists. */
  async function report(
    listener: (name: string) => void,
    find: (workbook: Excel.Workbook) => Excel.Table | Excel.Worksheet,
  ): Promise<void> {
    if (isQuiet()) return;
    const name = await runner.look(async (context) => {
      const found = find(context.workbook);
      found.load("name");
      await context.sync();
      return found.isNullObject ? undefined : found.name;
    });
    if (name !== undefined) listener(name);
  }

  return {
    onTableChange: (listener) =>
      listen(runner, ({ tables }) =>
        tables.onChanged.add(({ tableId }) =>
          report(listener, (workbook) => workbook.tables.getItemOrNullObject(tableId)),
        ),
      ),
    onSheetChange(listener) {
      const heard = ({ worksheetId }: { readonly worksheetId: string }) =>
        report(listener, (workbook) => workbook.worksheets.getItemOrNullObject(worksheetId));
      // Edits by users and co-authors, and the formula results that follow.
      const ends = [
        listen(runner, ({ worksheets }) => worksheets.onChanged.add(heard)),
        listen(runner, ({ worksheets }) => worksheets.onCalculated.add(heard)),
      ];
      return () => ends.forEach((end) => end());
    },
    onSelectionChange: (listener) =>
      listen(runner, ({ onSelectionChanged }) =>
        onSelectionChanged.add(async () => {
          const area = await runner.look(readSelection);
          if (area !== undefined) listener(area);
        }),
      ),
  };
}
