export interface Room {
  readonly room: string;
  readonly holds: string;
  readonly may: readonly string[];
}
export const rooms: readonly Room[];
export function tableOfRooms(): string;
