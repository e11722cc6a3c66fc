// Draws the add-in's icons: the Σ of a weighted sum on a rounded tile, and a sign for each command of the ribbon.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { crc32, deflateSync } from "node:zlib";

/** Sizes that Excel asks for: ribbon 16, 20, 24, 32, 40, 48, 64, 80; add-in list 32 and 64; store 128. */
export const iconSizes = [16, 20, 24, 32, 40, 48, 64, 80, 128];

/** Distance from a point to a segment. */
function toSegment(x, y, [x0, y0, x1, y1]) {
  const dx = x1 - x0;
  const dy = y1 - y0;
  const t = Math.max(0, Math.min(1, ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - x0 - t * dx, y - y0 - t * dy);
}

/** Segments through points given as x, y, x, y … */
const through = (...points) =>
  points.slice(3).flatMap((_, k) => (k % 2 === 0 ? [points.slice(k, k + 4)] : []));
/** A circle, or the part of it between two angles, as segments. */
const round = (x, y, radius, from = 0, to = 2 * Math.PI) =>
  through(
    ...Array.from({ length: 25 }, (_, k) => from + ((to - from) * k) / 24).flatMap((angle) => [
      x + radius * Math.cos(angle),
      y + radius * Math.sin(angle),
    ]),
  );

/** Strokes of each sign in a unit square. */
const signs = {
  icon: through(0.7, 0.25, 0.32, 0.25, 0.54, 0.5, 0.32, 0.75, 0.7, 0.75),
  new: [
    ...round(0.4, 0.33, 0.12),
    ...round(0.4, 0.82, 0.24, Math.PI, 2 * Math.PI),
    ...through(0.77, 0.28, 0.77, 0.56),
    ...through(0.63, 0.42, 0.91, 0.42),
  ],
  score: [
    ...through(0.55, 0.2, 0.2, 0.2, 0.4, 0.46, 0.2, 0.72, 0.55, 0.72),
    ...through(0.75, 0.55, 0.75, 0.83),
    ...through(0.61, 0.69, 0.89, 0.69),
  ],
  import: [
    ...through(0.5, 0.16, 0.5, 0.58),
    ...through(0.34, 0.43, 0.5, 0.59, 0.66, 0.43),
    ...through(0.2, 0.62, 0.2, 0.8, 0.8, 0.8, 0.8, 0.62),
  ],
  report: [
    ...through(0.2, 0.8, 0.8, 0.8),
    ...through(0.3, 0.78, 0.3, 0.56),
    ...through(0.5, 0.78, 0.5, 0.38),
    ...through(0.7, 0.78, 0.7, 0.2),
  ],
  help: [
    ...round(0.5, 0.36, 0.17, -Math.PI, 0.35 * Math.PI),
    ...through(0.58, 0.51, 0.5, 0.58, 0.5, 0.64),
    ...through(0.5, 0.8, 0.5, 0.81),
  ],
};
/** Sizes that Excel demands for a button. */
const buttonSizes = [16, 32, 80];

/** Colour of a point of the unit square: red, green, blue, opacity. */
function colourAt(x, y, sign) {
  const radius = 0.2;
  const qx = Math.max(Math.abs(x - 0.5) - (0.5 - radius), 0);
  const qy = Math.max(Math.abs(y - 0.5) - (0.5 - radius), 0);
  if (Math.hypot(qx, qy) > radius) return [0, 0, 0, 0];
  if (sign.some((segment) => toSegment(x, y, segment) < 0.062)) return [255, 255, 255, 1];
  return y > x ? [11, 110, 95, 1] : [15, 132, 114, 1];
}

function pixels(size, sign) {
  const samples = 6;
  const rows = [];
  for (let row = 0; row < size; row++) {
    const line = [0]; // PNG filter: none
    for (let column = 0; column < size; column++) {
      const sum = [0, 0, 0, 0];
      for (let i = 0; i < samples; i++) {
        for (let j = 0; j < samples; j++) {
          const [r, g, b, a] = colourAt(
            (column + (j + 0.5) / samples) / size,
            (row + (i + 0.5) / samples) / size,
            sign,
          );
          sum[0] += r * a;
          sum[1] += g * a;
          sum[2] += b * a;
          sum[3] += a;
        }
      }
      const opacity = sum[3] || 1;
      line.push(
        Math.round(sum[0] / opacity),
        Math.round(sum[1] / opacity),
        Math.round(sum[2] / opacity),
        Math.round((255 * sum[3]) / samples ** 2),
      );
    }
    rows.push(Buffer.from(line));
  }
  return Buffer.concat(rows);
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

/** A PNG of one of our signs, size×size, RGBA. */
export function icon(size, sign = "icon") {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8); // 8 bits, RGBA
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(pixels(size, signs[sign]), { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

export async function buildIcons({ outDir }) {
  const folder = join(outDir, "icons");
  await mkdir(folder, { recursive: true });
  const files = Object.keys(signs).flatMap((sign) =>
    (sign === "icon" ? iconSizes : buttonSizes).map((size) => [`${sign}-${size}.png`, icon(size, sign)]),
  );
  await Promise.all(files.map(([name, png]) => writeFile(join(folder, name), png)));
}
