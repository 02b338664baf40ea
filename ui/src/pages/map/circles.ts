// Places as circles whose area is their number of events, and which of their names there is room for.
import type { Camera } from "./camera";

export interface Circle {
  /** Index of the place. */
  place: number;
  x: number;
  y: number;
  radius: number;
  events: number;
  /** Share of the events that are said to be certain. */
  certain: number;
}

export const SMALLEST = 2.5;
export const LARGEST = 26;

/** The radius of the place with the most events: where all have few, circles stay small. */
export const largestRadius = (most: number, limit = LARGEST): number => Math.min(limit, 7 * Math.sqrt(most));

/** Area in proportion to events; a single event stays visible. */
export const radiusOf = (events: number, most: number, largest: number): number => (events <= 0 || most <= 0 ? 0 : Math.max(SMALLEST, Math.sqrt(events / most) * largest));

/** The largest first, so that small circles lie on top; equals by their place, so that every drawing is the same. */
export const inDrawingOrder = (circles: readonly Circle[]): Circle[] => [...circles].sort((one, other) => other.events - one.events || one.place - other.place);

/** The topmost circle at a point of the screen; `slack` makes small ones easier to hit. */
export function circleAt(circles: readonly Circle[], camera: Camera, x: number, y: number, slack = 4): Circle | null {
  for (let index = circles.length - 1; index >= 0; index -= 1) {
    const circle = circles[index];
    if (circle && Math.hypot(camera.k * circle.x + camera.dx - x, camera.k * circle.y + camera.dy - y) <= circle.radius + slack) return circle;
  }
  return null;
}

export interface Label {
  text: string;
  x: number;
  y: number;
}

/** Names that fit, those of the largest circles first, none over another: to the right of their circle, else to its left. */
export function labelsOf(circles: readonly Circle[], names: (place: number) => string, camera: Camera, frame: { width: number; height: number }, measure: (text: string) => number, most = 40): Label[] {
  const taken: [number, number, number, number][] = [];
  const labels: Label[] = [];
  for (const circle of circles) {
    if (labels.length >= most) break;
    const middle = camera.k * circle.x + camera.dx;
    const y = camera.k * circle.y + camera.dy;
    if (middle < 0 || middle > frame.width || y < 8 || y > frame.height - 8) continue;
    const text = names(circle.place);
    const width = measure(text);
    for (const x of [middle + circle.radius + 4, middle - circle.radius - 4 - width]) {
      const box: [number, number, number, number] = [x - 2, y - 8, x + width + 2, y + 8];
      if (box[0] < 0 || box[2] > frame.width || taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue;
      taken.push(box);
      labels.push({ text, x, y });
      break;
    }
  }
  return labels;
}

/** Round numbers for the legend of sizes, at most three, up to the largest. */
export function legendSizes(most: number): number[] {
  if (most < 1) return [];
  const power = 10 ** Math.floor(Math.log10(most));
  const top = [5, 2, 1].map((step) => step * power).find((size) => size <= most) ?? 1;
  return [...new Set([1, Math.max(1, Math.round(top / 5)), top])].sort((one, other) => one - other);
}
