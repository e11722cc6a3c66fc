import { fillIn, type Language, type TextParameters } from "@crm-functions/core";

/** Error messages of warehouses in both languages, with `{name}` placeholders. */
const texts = {
  "en-US": {
    tableNotFound: 'There is no table "{table}" in this warehouse. It has: {known}.',
    noTables: 'There is no table "{table}": this warehouse has no tables.',
    columnNotFound: 'The table "{table}" has no column "{column}". It has: {known}.',
    columnNotNumber:
      'The column "{column}" of "{table}" is of type {type}, where numbers belong. ' +
      'A file that writes 1,5 for one and a half is { files: …, decimals: "," }; other texts become numbers by an expression, { sql: … }.',
    columnNotDate:
      'The column "{column}" of "{table}" is of type {type}, where dates belong (a date, a time stamp, or text like 2026-01-31).',
    noRows: 'The column "{column}" of "{table}" is blank: no row has a value in it.',
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
    noContactColumns:
      "Name a column of names, telephone numbers or e-mail addresses to compare customers by.",
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
    badUrl:
      "The url is not one of a ClickHouse server: write it as in http://host:8123 or https://host:8443.",
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
  },
  "zh-CN": {
    tableNotFound: "数据仓库中没有表“{table}”。现有的表：{known}。",
    noTables: "没有表“{table}”：数据仓库中没有任何表。",
    columnNotFound: "表“{table}”中没有列“{column}”。现有的列：{known}。",
    columnNotNumber:
      "表“{table}”的列“{column}”的类型是 {type}，此处应为数字。" +
      '若文件用 1,5 表示一点五，请写 { files: …, decimals: "," }；其他文本可用表达式 { sql: … } 转换为数字。',
    columnNotDate:
      "表“{table}”的列“{column}”的类型是 {type}，此处应为日期（日期、时间戳或如 2026-01-31 的文本）。",
    noRows: "表“{table}”的列“{column}”是空的：没有任何一行在该列有值。",
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
    rowsMissing:
      "表“{table}”的 {wanted} 行中只收到 {found} 行：读取期间表发生了变化，或连接中断。请重新运行。",
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
  },
} as const;

export type WarehouseErrorKey = keyof (typeof texts)["en-US"];

/** The message for `key` in `language`. */
export function warehouseText(
  key: WarehouseErrorKey,
  parameters: TextParameters,
  language: Language,
): string {
  return fillIn(texts[language][key], parameters);
}
