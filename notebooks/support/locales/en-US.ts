/** Error messages of the notebook package beyond the core's, and words of its output, with `{name}` placeholders. */
export const texts = {
  reportTaken: "{asked} Taken: “{taken}”. To say otherwise: {option}",
  reportTakenAs: "{asked} Taken: “{taken}” ({preview}). To say otherwise: {option}",
  columnMissing: 'There is no column "{column}". There are: {known}.',
  noRows: "{file}: the sheet {sheet} has headers, but no row below them tells of a customer.",
  noNames:
    "{file}: there is no table of customers here, as no column is headed Name. If one holds their names, say which: {option}",
  noCustomers:
    "{file}: there is no table of customers here: no table is named Customers and no sheet has a column Name.",

  importRow: "Row",
  importProblem: "Problem",

  fileInUse: "{file} is open in another program. Close it there; nothing was changed.",
  fileNotWritable:
    "{file} cannot be written: check that its folder exists and may be written to. Nothing was changed.",
  fileDiskFull: "{file}: the disk is full. The file is as it was before.",

  storeFull: "{file}: the disk is full. Nothing of this write was stored; what was stored before is safe.",
  storeBusy:
    "{file}: another program is writing to this database for too long. Nothing was stored; try again.",
  storeNotDatabase: "{file}: this file is no SQLite database.",
  storeDamaged: "{file}: this database is damaged. Restore a copy of it.",
  storeReadOnly: "{file}: this database cannot be written to.",
  storeCannotOpen:
    "{file}: this database cannot be opened: check that its folder exists and may be written to.",
  storeDisk: "{file}: the disk does not answer as it should. Nothing of this write was stored.",
  storeNewer: "{file}: this database was made by a newer version of CRM Functions.",
  storeErasurePending:
    "{file}: the person has been erased, but another program still reads an older state of this database, and its log ({file}-wal) holds traces until that program lets go. They are removed with the next write or when this store is closed.",
  storeOther: "{file}: {reason}",

  noIdColumn:
    "{table}: there is no column for the ID, so records of the store cannot be added. Add a column Customer ID (or Interaction ID).",
  fileOpen:
    "{file} is open in Excel or another program. Save and close it there, then synchronise again; nothing was changed.",
  fileChanged: "{file} was changed while it was synchronised. Nothing was changed here; synchronise again.",
  notSyncable:
    "{file}: only an Excel workbook (.xlsx) can be synchronised. Customers from a .csv come into the store by importWorkbook.",
  manyRemoved:
    "{file}: {removed} of {total} customers would be removed from the {side}. If that is meant, synchronise with { allowManyRemovals: true }; nothing was changed.",
  syncSideFile: "file",
  syncSideStore: "store",
  syncSummary:
    "To the store: {toStore}. To the file: {toFile}. Conflicts: {conflicts}. Rows not understood: {problems}.",
  syncCounts: "{add} added, {change} changed, {remove} removed",
  syncNothing: "nothing",
  syncChanged: "{title}: the file has {file}, the store has {store} (before: {before}).",
  syncFormula:
    "{title}: the file calculates {file}, the store has {store}. Only the file can win; change its formula there.",
  syncRemovedInFile: "removed in the file, but changed in the store.",
  syncRemovedInStore: "removed in the store, but changed in the file.",
  syncMissing: "The file has no table {table}: what the store has of it stays as it is.",
  syncNever: "never the same",
  syncBlank: "nothing",
  syncSettled: "Settled for the {side}.",
  syncOpen:
    'Left as it is on both sides. Settle it with { settle: "file" } or { settle: "store" }, or one by one with a function.',
  workerStopped: "A thread that read rows of the regression stopped: {reason}",
  workerCount: "workers is {found}: give a whole number, 1 or more.",
  encodingUnknown:
    '"{encoding}" is no encoding that is known here. Write utf-8, windows-1252, gb18030, big5, shift_jis, utf-16le or utf-16be.',
} as const;
