/** What can go wrong in a notebook beyond the core, and the words of what it shows. `{name}` places are filled in. */
export const texts = {
  columnMissing: 'There is no column "{column}". There are: {known}.',
  noCustomers:
    "{file}: there is no table of customers here: no table is named Customers and no sheet has a column Name.",

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
  storeOther: "{file}: {reason}",
} as const;
