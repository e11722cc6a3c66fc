// What a hundred thousand customers cost in the stand-in for Excel that the tests use: Microsoft's own Office.js makes the
// requests, so round trips and bytes are those of Excel on the web, and more than 5 MB in one are refused. The milliseconds
// are those of our code, of Office.js and of the stand-in, not of Excel.

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
  const rowsLeft = async () => (await workbook.readTable("Customers", [0])).length;
  const workbook = core.createExcelWorkbook();
  try {
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
    await note("update all", () =>
      store.update(customers.map(({ id }, i) => ({ id, segment: `S${i % 9}` }))),
    );
    const odd = customers.filter((_, i) => i % 200 === 0);
    await note("remove one in two hundred", () => store.remove(odd.map(({ id }) => id)));

    const signal = { aborted: false };
    const more = customers.map((each) => ({ ...each, id: `M${each.id}` }));
    const before = await rowsLeft();
    await note("add as many again, stopped half-way and taken back", () =>
      store.add(more, { signal, onProgress: ({ done, total }) => (signal.aborted = done >= total / 2) }).then(
        () => Promise.reject(new Error("It was not stopped.")),
        (error) => (error.key === "stopped" ? undefined : Promise.reject(error)),
      ),
    );
    if ((await rowsLeft()) !== before) throw new Error(`${await rowsLeft()} rows are left after stopping.`);
    const gone = new Set(odd);
    const left = customers.filter((each) => !gone.has(each));
    await note("remove all", () => store.remove(left.map(({ id }) => id)));
    if ((await rowsLeft()) > 0) throw new Error("Rows are left.");
    store.close();
    await new Promise((done) => setTimeout(done, 10)); // it takes a round trip to stop listening

    const [{ headers }] = await workbook.tables();
    await workbook.appendRows(
      "Customers",
      customers.map(({ name }) => headers.map((header) => (header === "Name" ? name : null))),
    );
    const named = await note("open with all, none of whom has an id", () =>
      core.openWorkbookStore(workbook, settings),
    );
    if ((await named.list({ limit: 1 })).total !== customers.length) throw new Error("Some have no id.");
    named.close();
    await new Promise((done) => setTimeout(done, 10));
  } finally {
    excel.uninstall();
  }
  return rows;
}
