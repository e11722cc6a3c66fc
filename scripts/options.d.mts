export function readOptions(
  args: string[],
  known: { values?: string[]; flags?: string[] },
): { options: Record<string, string | boolean>; rest: string[] };
