/** QR codes by ISO/IEC 18004 of versions 10 to 25: bytes, error correction L, mask 0. */
const CHECKS = [18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26];
const BLOCKS = [4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12];
const VERSIONS = CHECKS.map((checks, i) => ({ version: 10 + i, checks, blocks: BLOCKS[i] ?? 0 }));
const FORMAT_L_MASK_0 = 0x77c4;
const HEAD_BYTES = 3;

type Version = (typeof VERSIONS)[number];

/** Rows of modules, true is dark; undefined when the text is too long to be read off a screen. */
export function qrOf(text: string): boolean[][] | undefined {
  const bytes = [...new TextEncoder().encode(text)];
  const fits = VERSIONS.find((each) => bytes.length + HEAD_BYTES <= room(each));
  return fits && drawn(fits.version, interleaved(fits, padded(fits, bytes)));
}

function codewords(version: number): number {
  const aligned = Math.floor(version / 7) + 2;
  const modules = (16 * version + 128) * version + 64 - ((25 * aligned - 10) * aligned - 55) - 36;
  return Math.floor(modules / 8);
}

const room = (each: Version) => codewords(each.version) - each.checks * each.blocks;

function padded(version: Version, bytes: number[]): number[] {
  const binary = (value: number, digits: number) => value.toString(2).padStart(digits, "0");
  const bits = `0100${binary(bytes.length, 16)}${bytes.map((byte) => binary(byte, 8)).join("")}0000`;
  const packed = (bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2));
  for (let pad = 0xec; packed.length < room(version); pad ^= 0xec ^ 0x11) packed.push(pad);
  return packed;
}

function interleaved({ version, checks, blocks }: Version, data: number[]): number[] {
  const short = Math.floor(codewords(version) / blocks) - checks;
  const longFrom = blocks - (codewords(version) % blocks);
  const starts = Array.from(
    { length: blocks + 1 },
    (_, i) => i * short + Math.max(0, i - longFrom),
  );
  const parts = starts.slice(1).map((end, i) => data.slice(starts[i], end));
  const inTurn = (rows: number[][], longest: number) =>
    Array.from({ length: longest }, (_, i) => rows.flatMap((row) => row[i] ?? [])).flat();
  const ends = parts.map((part) => remainder(part, checks));
  return [...inTurn(parts, short + 1), ...inTurn(ends, checks)];
}

/** Reed and Solomon's, over GF(2^8) with 0x11d. */
function remainder(data: number[], degree: number): number[] {
  let divisor = [...new Array<number>(degree - 1).fill(0), 1];
  for (let i = 0, root = 1; i < degree; i++, root = product(root, 2)) {
    divisor = divisor.map((c, j) => product(c, root) ^ (divisor[j + 1] ?? 0));
  }
  return data.reduce((rest, byte) => {
    const factor = byte ^ (rest[0] ?? 0);
    return divisor.map((c, i) => product(c, factor) ^ (rest[i + 1] ?? 0));
  }, new Array<number>(degree).fill(0));
}

function product(a: number, b: number): number {
  let sum = 0;
  for (let bit = 7; bit >= 0; bit--) {
    sum = (sum << 1) ^ ((sum >>> 7) * 0x11d) ^ (((b >>> bit) & 1) * a);
  }
  return sum;
}

function drawn(version: number, data: number[]): boolean[][] {
  const size = version * 4 + 17;
  const grid = Array.from({ length: size }, () => new Array<boolean | undefined>(size));
  const set = (x: number, y: number, dark: boolean) => x in grid && grid[y]?.splice(x, 1, dark);
  const square = (x: number, y: number, reach: number, light: number[]) => {
    for (let i = 0; i < (2 * reach + 1) ** 2; i++) {
      const [dx, dy] = [(i % (2 * reach + 1)) - reach, Math.floor(i / (2 * reach + 1)) - reach];
      set(x + dx, y + dy, !light.includes(Math.max(Math.abs(dx), Math.abs(dy))));
    }
  };
  for (let i = 0; i < size; i++) {
    set(6, i, i % 2 === 0);
    set(i, 6, i % 2 === 0);
  }
  const many = Math.floor(version / 7) + 2;
  const step = Math.ceil((version * 4 + 4) / (many * 2 - 2)) * 2;
  const places = Array.from({ length: many }, (_, i) => (i ? size - 7 - (many - 1 - i) * step : 6));
  for (const [x = 0, y = 0] of places.flatMap((x) => places.map((y) => [x, y]))) {
    const finder = (x === 6 || y === 6) && (x === y || x + y === size - 1);
    if (!finder) square(x, y, 2, [1]);
  }
  square(3, 3, 4, [2, 4]);
  square(size - 4, 3, 4, [2, 4]);
  square(3, size - 4, 4, [2, 4]);
  const bit = (bits: number, i: number) => ((bits >>> i) & 1) === 1;
  for (let i = 0; i < 15; i++) {
    const dark = bit(FORMAT_L_MASK_0, i);
    set(i < 8 ? 8 : i === 8 ? 7 : 14 - i, i < 6 ? i : i < 8 ? i + 1 : 8, dark);
    set(i < 8 ? size - 1 - i : 8, i < 8 ? 8 : size - 15 + i, dark);
  }
  set(8, size - 8, true);
  let rest = version;
  for (let i = 0; i < 12; i++) rest = (rest << 1) ^ ((rest >>> 11) * 0x1f25);
  for (let i = 0; i < 18; i++) {
    const [far, near] = [size - 11 + (i % 3), Math.floor(i / 3)];
    set(far, near, bit((version << 12) | rest, i));
    set(near, far, bit((version << 12) | rest, i));
  }
  // Two columns at a time, up and down, around what is there already.
  let next = 0;
  for (let pair = size - 1; pair >= 1; pair -= 2) {
    const right = pair <= 6 ? pair - 1 : pair;
    for (let i = 0; i < 2 * size; i++) {
      const x = right - (i % 2);
      const y = ((right + 1) & 2) === 0 ? size - 1 - (i >>> 1) : i >>> 1;
      if (grid[y]?.[x] !== undefined) continue;
      set(x, y, bit(data[next >>> 3] ?? 0, 7 - (next & 7)) !== ((x + y) % 2 === 0));
      next++;
    }
  }
  return grid.map((row) => row.map((dark) => dark === true));
}
