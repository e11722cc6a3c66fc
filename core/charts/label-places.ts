import { small } from "./svg-pen";
import { textWidth } from "./text-width";

/** A rectangle in pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A point with a name. */
export interface NamedPoint {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly bold: boolean;
}

/**
 * Positions for the names of points: each beside its point, where it covers the least, is not nearer to another point
 * and stays within the room. Names are placed in order, each around those before it.
 */
export function labelPlaces(labels: readonly NamedPoint[], others: readonly Box[], room: Box): Box[] {
  const taken = [...others];
  return labels.map((label) => {
    const width = textWidth(label.text, small) * (label.bold ? 1.08 : 1);
    const boxes = [0, 14, -14, 28, -28].flatMap((dy): Box[] => {
      const across = [label.x + 8, label.x - 8 - width, ...(dy === 0 ? [] : [label.x - width / 2])];
      return across.map((x) => ({ x, y: label.y + dy - 8, width, height: 16 }));
    });
    const cost = (box: Box) =>
      taken.reduce((sum, other) => sum + overlap(box, other), 0) +
      away(box, label) +
      // A name nearer to another point would be read as that point's name.
      (labels.some((other) => other !== label && away(box, other) < away(box, label)) ? 400 : 0) +
      (isWithin(box, room) ? 0 : 1e4);
    const best = boxes.reduce((one, other) => (cost(other) < cost(one) ? other : one));
    taken.push(best);
    return best;
  });
}

/** Distance of a box from a point, 0 if the point is inside. */
export function away(
  { x, y, width, height }: Box,
  point: { readonly x: number; readonly y: number },
): number {
  return Math.hypot(
    Math.max(x - point.x, 0, point.x - x - width),
    Math.max(y - point.y, 0, point.y - y - height),
  );
}

function overlap(a: Box, b: Box): number {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return across > 0 && down > 0 ? across * down : 0;
}

function isWithin(box: Box, { x, y, width, height }: Box): boolean {
  return box.x >= x && box.x + box.width <= x + width && box.y >= y && box.y + box.height <= y + height;
}
