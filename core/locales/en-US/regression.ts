export const regression = {} as const;
