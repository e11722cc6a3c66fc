import type { texts as english } from "./en-US";

export const texts: Readonly<Record<keyof typeof english, string>> = {
  reportTaken: "{asked}已按“{taken}”处理。要另行指定：{option}",
  reportTakenAs: "{asked}已按“{taken}”（{preview}）处理。要另行指定：{option}",
  columnMissing: "没有列“{column}”。现有的列：{known}。",
  noRows: "{file}：工作表“{sheet}”有标题，但下面没有客户数据行。",
  noNames: "{file}：没有客户表，因为没有标题为“姓名”的列。如果某列是姓名，请指定：{option}",
  noCustomers: "{file}：没有客户表。没有名为 Customers 的表格，也没有工作表含有“姓名”列。",

  importRow: "行",
  importProblem: "问题",

  fileInUse: "{file} 正在被另一个程序使用。请先在那里关闭；没有任何更改。",
  fileNotWritable: "无法写入 {file}：请检查其文件夹是否存在并可写入。没有任何更改。",
  fileDiskFull: "{file}：磁盘已满。文件保持原样。",

  storeFull: "{file}：磁盘已满。本次写入没有保存任何内容；之前保存的内容是安全的。",
  storeBusy: "{file}：另一个程序占用此数据库的时间过长。没有保存任何内容，请重试。",
  storeNotDatabase: "{file}：此文件不是 SQLite 数据库。",
  storeDamaged: "{file}：此数据库已损坏。请恢复备份。",
  storeReadOnly: "{file}：此数据库无法写入。",
  storeCannotOpen: "{file}：无法打开此数据库。请检查其文件夹是否存在并可写入。",
  storeDisk: "{file}：磁盘没有正常响应。本次写入没有保存任何内容。",
  storeNewer: "{file}：此数据库由更新版本的 CRM Functions 创建。",
  storeErasurePending:
    "{file}：此人的数据已删除，但另一个程序仍在读取此数据库的旧状态，在其结束之前日志（{file}-wal）中仍有痕迹。下次写入或关闭此数据库时会将其清除。",
  storeOther: "{file}：{reason}",
  noIdColumn: "{table}：没有编号列，无法添加数据库中的记录。请添加“客户编号”（或“互动编号”）列。",
  fileOpen: "{file} 正在 Excel 或其他程序中打开。请在那里保存并关闭，然后重新同步；没有任何更改。",
  fileChanged: "{file} 在同步期间被修改。这里没有任何更改，请重新同步。",
  notSyncable: "{file}：只能同步 Excel 工作簿（.xlsx）。.csv 中的客户请用 importWorkbook 导入。",
  manyRemoved:
    "{file}：将从{side}中删除 {total} 位客户中的 {removed} 位。如果确实如此，请使用 { allowManyRemovals: true } 同步；没有任何更改。",
  syncSideFile: "文件",
  syncSideStore: "数据库",
  syncSummary: "写入数据库：{toStore}。写入文件：{toFile}。冲突：{conflicts}。无法读取的行：{problems}。",
  syncCounts: "添加 {add} 条，更改 {change} 条，删除 {remove} 条",
  syncNothing: "无",
  syncChanged: "{title}：文件中为 {file}，数据库中为 {store}（此前：{before}）。",
  syncFormula: "{title}：文件中由公式计算为 {file}，数据库中为 {store}。只能以文件为准；请在文件中修改公式。",
  syncRemovedInFile: "在文件中已删除，但在数据库中有更改。",
  syncRemovedInStore: "在数据库中已删除，但在文件中有更改。",
  syncMissing: "文件中没有 {table} 表：数据库中的这部分内容保持不变。",
  syncNever: "从未一致",
  syncBlank: "空",
  syncSettled: "以{side}为准。",
  syncOpen: '两边保持不变。请用 { settle: "file" } 或 { settle: "store" } 解决，或用函数逐项解决。',
  workerStopped: "为回归读取数据行的线程已停止：{reason}",
  workerCount: "workers 为 {found}：请给出不小于 1 的整数。",
  encodingUnknown:
    "“{encoding}”不是此处支持的编码。请写 utf-8、windows-1252、gb18030、big5、shift_jis、utf-16le 或 utf-16be。",
};
