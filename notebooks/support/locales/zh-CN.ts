import type { texts as english } from "./en-US";

export const texts: Readonly<Record<keyof typeof english, string>> = {
  reportTaken: "{asked}已按“{taken}”处理。要另行指定：{option}",
  reportTakenAs: "{asked}已按“{taken}”（{preview}）处理。要另行指定：{option}",
  columnMissing: "没有列“{column}”。现有的列：{known}。",
  noRows: "{file}：工作表“{sheet}”有标题，但下面没有客户数据行。",
  noNames:
    "{file}：没有可以报告的客户：没有标题为“姓名”的列，也没有评分、“是或否”或购买记录。如果某列是客户的姓名或编号，请指定：{option}",
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

  tableNotFound: "数据仓库中没有表“{table}”。现有的表：{known}。",
  noTables: "没有表“{table}”：数据仓库中没有任何表。",
  columnNotFound: "表“{table}”中没有列“{column}”。现有的列：{known}。",
  columnNotNumber:
    "表“{table}”的列“{column}”的类型是 {type}，此处应为数字。" +
    '若文件用 1,5 表示一点五，请写 { files: …, decimals: "," }；其他文本可用表达式 { sql: … } 转换为数字。',
  columnNotDate:
    "表“{table}”的列“{column}”的类型是 {type}，此处应为日期（日期、时间戳或如 2026-01-31 的文本）。",
  columnEmpty: "表“{table}”的列“{column}”是空的：没有任何一行在该列有值。",
  columnNotText: "表“{table}”的列“{column}”的类型是 {type}，无法作为文本读取。",
  badExpression: "{place}：无法计算 {sql}：{reason}",
  badCondition: "{place}：{sql} 的类型是 {type}，此处应为条件，例如 country = 'GB'。",
  dateOrder:
    "表“{table}”的列“{column}”中，{found} 可能是日在前，也可能是月在前，没有任何一行能确定。" +
    '请说明：{ files: …, dates: "dmy" } 或 { files: …, dates: "mdy" }。',
  badDateOrder: 'dates 不能是 {found}，应为 "ymd"、"mdy"、"dmy" 或如 %d.%m.%Y 的格式。',
  badTimeZone: "没有时区 {found}，请按 Europe/Berlin 的格式填写。",
  outOfMemory: "{engine} 需要的内存超过了允许的 {limit}。请用 memoryLimit 提高上限，例如 {more}。",
  columnTwice: "列“{column}”被指定了两次。",
  noContactColumns: "请指定姓名、电话或电子邮件列，以便比较客户。",
  tooManyCandidates:
    "表“{table}”中有超过 {limit} 行通过相同的姓名、电话或电子邮件连在一起。是否有许多行填了占位值（如 123456）？请用 where 排除这些行，或减少用于比较的列。",
  noColumns: "请至少指定一列数值。",
  numberTooLarge: "表“{table}”的列“{column}”中有数字过大，无法计算。",
  tooManyGroups: "列“{column}”的不同值超过 {limit} 个，请选择更粗的分组。",
  tooManyLevels:
    "表“{table}”的列“{column}”有超过 {limit} 种不同的文本：姓名和编号不是类别。请合并类别，或不使用该列。",
  tableChanged: "表“{table}”在读取期间发生了变化。请在没有写入时重新运行。",
  rowsMissing: "表“{table}”的 {wanted} 行中只收到 {found} 行：读取期间表发生了变化，或连接中断。请重新运行。",
  serverFailed: "{engine} 未能返回结果：{reason}",
  shardDown:
    "集群中有一台服务器没有响应（{where}）：请重新启动它，然后重新运行。未返回任何部分结果。（{reason}）",
  serverDown: "{url} 没有服务器响应：服务器是否在运行，主机和端口是否正确？（{reason}）",
  userRefused: "服务器拒绝用户 {user} 登录：请检查 username 和 password。",
  settingsRefused:
    "用户 {user} 无权更改设置；没有这些设置，就无法区分完整的结果与中断的结果。请改用 readonly = 2 的配置，而不是 1（{reason}）。",
  badUrl: "此 url 不是 ClickHouse 服务器的地址，请按 http://host:8123 或 https://host:8443 的格式填写。",
  badMemoryLimit: "memoryLimit 不能是 {found}，请按 80MB 或 2GB 的格式填写。",
  badCount: "{option} 不能是 {found}，应为不小于 1 的整数。",
  noFiles: "表“{table}”的文件列表为空，请至少指定一个文件。",
  cancelled: "已停止。",
  fileNotFound: "文件或文件夹 {path} 不存在。",
  fileEmpty: "{path} 是空文件，其中连列名也没有。",
  fileKind: "{path} 不是 .parquet、.csv、.tsv 或 SQLite 文件，也不是包含此类文件的文件夹。",
  writtenKind: "无法写入 {path}：表只能写成 .parquet 或 .csv 文件。",
  fileExists: "文件 {path} 已存在。请换一个名称，或指定 { overwrite: true }。",
  fileBroken: "{path} 不是 Parquet 文件，或文件不完整：请重新写入。",
  csvUnreadable:
    "{path} 不是可以读取的表格：各行单元格数不同、引号未闭合，或编码不是 UTF-8（请另存为 CSV UTF-8）。",
  csvEncoding: '{path} 可能有多种编码：{found}。请说明：{ files: …, encoding: "{encoding}" }。',
  badEncoding: "encoding 不能是 {found}，应为 utf-8、utf-16le、windows-1252、gb18030 等。",
  csvCell:
    "{path} 第 {line} 行：列“{column}”中有“{found}”，而该列其他位置是数字或日期。请在文件中更正，或不使用该列。",
  csvLine: "{path} 第 {line} 行的单元格数与首行不同：{found}",
  csvLong: "{path} 中有一行长达 {size} 字节，最多读取 {most} 字节。请缩短该行，或补上缺少的引号。",
  sheetEmpty: "{path}：工作表 {sheet} 中没有表格（一行标题及其下方的行）。",
  sheetError: "{place} 中有 {found}。请更正该单元格；只有 #N/A 视为空白。",
  fileMixture: "文件夹 {path} 中有不同类型的文件，请指定一种，例如 {path}/*.parquet。",
  sqliteValue:
    "SQLite 表“{table}”第 {row} 行的列“{column}”中有 {found}，而该列声明为数字。请在表中更正，或将该列声明为 TEXT。",
  badDate:
    '“{found}”不是日期。请按 2026-01-31 的格式填写，或说明文件中日期的写法：{ files: …, dates: "mdy" }。',
  outcomeValues:
    "表“{table}”的列“{column}”不是两个取值的结果（例如 0 与 1、是与否、true 与 false）。其取值有：{found}。",
  outcomeNeedsRows:
    "无法用求和的方式拟合表“{table}”的结果：各项几乎共线，或它们把“是”与“否”完全分开。这需要逐行读取，而共有 {rows} 行，最多读取 {most} 行。请去掉某一项，或用 where 选择部分行。",
  tooFewRows: "表“{table}”只有 {rows} 行可用，至少需要 2 行。",
};
