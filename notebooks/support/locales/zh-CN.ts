import type { texts as english } from "./en-US";

export const texts: Readonly<Record<keyof typeof english, string>> = {
  columnMissing: "没有列“{column}”。现有的列：{known}。",
  noCustomers: "{file}：没有客户表。没有名为 Customers 的表格，也没有工作表含有“姓名”列。",

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
  storeOther: "{file}：{reason}",
};
