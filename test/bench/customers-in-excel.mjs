// What a hundred thousand customers cost in the stand-in of Excel that the tests use: it counts round trips and bytes, and
// refuses what Excel refuses. Its milliseconds are those of our code and of the stand-in, not of Excel.

/**
 * @param {{ core: object, customers: object[], settings: object }} options
 * @returns {Promise<[string, number, number, number, number][]>} what, milliseconds, round trips, largest of them and all
 *   of them in bytes
 */
export async function measureInExcel({ core, customers, settings }) {
  const excel = core.installExcel({ calculate: () => [[null]] });
  const rows = [];
  const note = async (what, action) => {
    excel.resetCounts();
    const start = performance.now();
    const result = await action();
    rows.push([what, performance.now() - start, excel.syncs, excel.largestPayload, excel.payload]);
    return result;
  };
  try {
    const workbook = core.createExcelWorkbook();
    const empty = await core.openWorkbookStore(workbook, settings);
    const heard = [];
    await note("add all", () => empty.add(customers, { onProgress: ({ done }) => heard.push(done) }));
    if (heard.length < 3 || heard.at(-1) !== customers.length) throw new Error("No progress was heard.");
    empty.close();
    const store = await note("open with all", () => core.openWorkbookStore(workbook, settings));
    const one = await store.get(customers[0].id);
    await note("save one", () => store.update([{ id: one.id, name: "Zoe" }]));
    const [extra] = await note("add one", () => store.add([{ name: "Yan" }]));
    await note("remove one", () => store.remove([extra.id]));

    const signal = { aborted: false };
    const more = customers.map((each) => ({ ...each, id: `M${each.id}` }));
    await note("add as many again, stopped half-way and taken back", () =>
      store.add(more, { signal, onProgress: ({ done, total }) => (signal.aborted = done >= total / 2) }).then(
        () => Promise.reject(new Error("It was not stopped.")),
        (error) => (error.key === "stopped" ? undefined : Promise.reject(error)),
      ),
    );
    const left = (await workbook.readTable("Customers", [0])).length;
    if (left !== customers.length) throw new Error(`${left} rows are left after stopping.`);
    await note("remove all", () => store.remove(customers.map(({ id }) => id)));
    if ((await workbook.readTable("Customers", [0])).length > 0) throw new Error("Rows are left.");
    store.close();
    await new Promise((done) => setTimeout(done, 10)); // it takes a round trip to stop listening
  } finally {
    excel.uninstall();
  }
  return rows;
}
