/** A table of the playground: where its header row begins and how wide it is; the body ends at the first blank row. */
export interface PlaygroundTable {
  readonly name: string;
  readonly sheetId: string;
  readonly row: number;
  readonly column: number;
  readonly columns: number;
}
