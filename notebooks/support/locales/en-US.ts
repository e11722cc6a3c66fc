/** Error messages of the notebook package beyond the core's, and words of its output, with `{name}` placeholders. */
export const texts = {
  reportTaken: "{asked} Taken: “{taken}”. To say otherwise: {option}",
  reportTakenAs: "{asked} Taken: “{taken}” ({preview}). To say otherwise: {option}",
  columnMissing: 'There is no column "{column}". There are: {known}.',
  noRows: "{file}: the sheet {sheet} has headers, but no row below them tells of a customer.",
  noNames:
    "{file}: there is nobody to report on here: no column is headed Name, and none holds ratings, a yes or no, or purchases. If one holds names or numbers of customers, say which: {option}",
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

  tableNotFound: 'There is no table "{table}" in this warehouse. It has: {known}.',
  noTables: 'There is no table "{table}": this warehouse has no tables.',
  columnNotFound: 'The table "{table}" has no column "{column}". It has: {known}.',
  columnNotNumber:
    'The column "{column}" of "{table}" is of type {type}, where numbers belong. ' +
    'A file that writes 1,5 for one and a half is { files: …, decimals: "," }; other texts become numbers by an expression, { sql: … }.',
  columnNotDate:
    'The column "{column}" of "{table}" is of type {type}, where dates belong (a date, a time stamp, or text like 2026-01-31).',
  columnEmpty: 'The column "{column}" of "{table}" is blank: no row has a value in it.',
  columnNotText: 'The column "{column}" of "{table}" is of type {type}, which cannot be read as text.',
  badExpression: "{place}: {sql} cannot be calculated: {reason}",
  badCondition: "{place}: {sql} is of type {type}, where a condition belongs, such as country = 'GB'.",
  dateOrder:
    'In the column "{column}" of "{table}", {found} may be the day first or the month first, and no row decides it. ' +
    'Say which: { files: …, dates: "dmy" } or { files: …, dates: "mdy" }.',
  badDateOrder: 'dates cannot be {found}: it is "ymd", "mdy", "dmy" or a pattern such as %d.%m.%Y.',
  badTimeZone: "There is no time zone {found}: write it as in Europe/Berlin.",
  outOfMemory:
    "{engine} needs more memory than the {limit} that it may take. Give it more with memoryLimit, such as {more}.",
  columnTwice: 'The column "{column}" is named twice.',
  noContactColumns: "Name a column of names, telephone numbers or e-mail addresses to compare customers by.",
  tooManyCandidates:
    'More than {limit} rows of "{table}" hang together by names, telephone numbers or e-mail addresses. ' +
    "Is there a placeholder in many rows, such as 123456? Leave those rows out with where, or compare by fewer columns.",
  noColumns: "Name at least one column of values.",
  numberTooLarge: 'The column "{column}" of "{table}" holds a number that is too large to calculate with.',
  tooManyGroups: 'The column "{column}" has more than {limit} different values: choose a coarser one.',
  tooManyLevels:
    'The column "{column}" of "{table}" has more than {limit} different texts: names and ids are no categories. Group them, or leave the column out.',
  tableChanged: 'The table "{table}" changed while it was read. Run again when nothing writes to it.',
  rowsMissing:
    'Only {found} of {wanted} rows of "{table}" arrived: the table changed while it was read, or the connection was cut. Run again.',
  serverFailed: "{engine} could not answer: {reason}",
  shardDown:
    "A server of the cluster does not answer ({where}): start it again, then run again. No part of an answer was given. ({reason})",
  serverDown: "No server answers at {url}: is it running, and are host and port right? ({reason})",
  userRefused: "The server does not let the user {user} in: check username and password.",
  settingsRefused:
    "The user {user} may not change settings, and without them a cut answer could not be told from a whole one. " +
    "Ask for a profile with readonly = 2 in place of 1 ({reason}).",
  badUrl: "The url is not one of a ClickHouse server: write it as in http://host:8123 or https://host:8443.",
  badMemoryLimit: "memoryLimit cannot be {found}: write it as in 80MB or 2GB.",
  badCount: "{option} cannot be {found}: it is a whole number, 1 or more.",
  noFiles: 'The table "{table}" has an empty list of files: name at least one.',
  cancelled: "Stopped.",
  fileNotFound: "There is no file or folder {path}.",
  fileEmpty: "{path} is an empty file: not even names of columns are in it.",
  fileKind: "{path} is no .parquet, .csv, .tsv or SQLite file, nor a folder of such files.",
  writtenKind: "{path} cannot be written: a table is written as .parquet or .csv.",
  fileExists: "There is a file {path} already. Give another name, or say { overwrite: true }.",
  fileBroken: "{path} is no Parquet file, or only a part of one: write it again.",
  csvUnreadable:
    "{path} is no table that can be read: its lines have different numbers of cells, quotes stand open, or it is not written in UTF-8 (save it as CSV UTF-8).",
  csvEncoding:
    '{path} may be encoded in several ways: {found}. Say which: { files: …, encoding: "{encoding}" }.',
  badEncoding: "encoding cannot be {found}: it is utf-8, utf-16le, windows-1252, gb18030 or the like.",
  csvCell:
    'Line {line} of {path}: "{found}" in the column "{column}", which holds numbers or dates elsewhere. Correct it there, or leave the column out.',
  csvLine: "Line {line} of {path} has another number of cells than the first line: {found}",
  csvLong:
    "A line of {path} has {size} bytes, and up to {most} are read. Shorten it, or close a quote that stands open.",
  sheetEmpty: "{path}: there is no table in the sheet {sheet}: a row of headers with rows below.",
  sheetError: "{place} holds {found}. Correct the cell; only #N/A counts as a blank.",
  fileMixture: "The folder {path} holds files of different kinds: name one kind, as in {path}/*.parquet.",
  sqliteValue:
    'Row {row} of the SQLite table "{table}" has {found} in the column "{column}", which is declared as numbers. Correct it there, or declare the column as TEXT.',
  badDate:
    '"{found}" is not a date. Write it as in 2026-01-31, or say how a file writes dates: { files: …, dates: "mdy" }.',
  outcomeValues:
    'The column "{column}" of "{table}" is no outcome of two values, such as 0 and 1, yes and no, true and false. It has: {found}.',
  outcomeNeedsRows:
    'The outcome of "{table}" cannot be fitted by sums: its terms are nearly collinear, or they separate yes from no. ' +
    "That takes the rows themselves, of which there are {rows}, and no more than {most} are read. Leave a term out, or choose rows with where.",
  tooFewRows: 'The table "{table}" has {rows} usable rows; at least 2 are needed.',
} as const;
