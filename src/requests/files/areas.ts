/** An area of a picture, in fractions of its width and height. */
export interface Area {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

const SMALLEST = 0.02;
const KEY_STEP = 0.02;

/** Limits a number to a range. */
export const clamp = (value: number, min: number, max: number): number => Math.min(Math.max(value, min), max);

/** The area moved by a fraction of the picture; it stays inside the picture. */
export function movedArea(area: Area, dx: number, dy: number): Area {
  return { ...area, x: clamp(area.x + dx, 0, 1 - area.w), y: clamp(area.y + dy, 0, 1 - area.h) };
}

/** The area with its lower right corner moved by a fraction of the picture. */
export function resizedArea(area: Area, dw: number, dh: number): Area {
  return {
    ...area,
    w: clamp(area.w + dw, SMALLEST, 1 - area.x),
    h: clamp(area.h + dh, SMALLEST, 1 - area.y),
  };
}

/** The area between two points of the picture. */
export function drawnArea(
  id: number,
  [x1, y1]: readonly [number, number],
  [x2, y2]: readonly [number, number],
): Area {
  const [x, y] = [Math.min(x1, x2), Math.min(y1, y2)];
  return {
    id,
    x,
    y,
    w: clamp(Math.abs(x2 - x1), Math.min(SMALLEST, 1 - x), 1),
    h: clamp(Math.abs(y2 - y1), Math.min(SMALLEST, 1 - y), 1),
  };
}

/** An area for the keyboard to place. It differs in place from the last four, so that areas do not cover each other. */
export function newArea(id: number, count: number): Area {
  const place = count % 5;
  return { id, x: 0.1 + place * 0.04, y: 0.1 + place * 0.16, w: 0.3, h: 0.12 };
}

/** How far an arrow key moves or resizes an area, by `event.key`. */
export const ARROW_STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-KEY_STEP, 0],
  ArrowRight: [KEY_STEP, 0],
  ArrowUp: [0, -KEY_STEP],
  ArrowDown: [0, KEY_STEP],
};
