export function hasExcel(platform: string): boolean;
export function excelTarget(
  options: { document?: string; workbook?: string },
  where: { platform: string; examples: string },
): { app: string; appType: string; document?: string } | undefined;
