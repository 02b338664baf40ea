// Which part of the map is seen: a point of the map at (x, y) stands at (k·x + dx, k·y + dy) on the screen.

export interface Camera {
  k: number;
  dx: number;
  dy: number;
}

export interface Size {
  width: number;
  height: number;
}

export type Bounds = readonly [left: number, top: number, right: number, bottom: number];

/** At the closest so many times the whole world. */
export const CLOSEST = 60;

/** Keeps the world in sight: no closer than allowed, no further than all of it, never out of the frame. */
export function kept({ k, dx, dy }: Camera, frame: Size, world: Size): Camera {
  const whole = Math.min(frame.width / world.width, frame.height / world.height);
  const near = Math.min(Math.max(k, whole), whole * CLOSEST);
  const side = (offset: number, room: number, length: number) =>
    length <= room ? (room - length) / 2 : Math.min(0, Math.max(room - length, offset));
  return { k: near, dx: side(dx, frame.width, near * world.width), dy: side(dy, frame.height, near * world.height) };
}

/** Comes nearer by a factor; the point under (x, y) of the screen stays there. */
export function zoomed(camera: Camera, factor: number, x: number, y: number, frame: Size, world: Size): Camera {
  const { k } = kept({ ...camera, k: camera.k * factor }, frame, world);
  const ratio = k / camera.k;
  return kept({ k, dx: x - (x - camera.dx) * ratio, dy: y - (y - camera.dy) * ratio }, frame, world);
}

export const moved = (camera: Camera, x: number, y: number, frame: Size, world: Size): Camera => kept({ ...camera, dx: camera.dx + x, dy: camera.dy + y }, frame, world);

/** Shows a part of the map with some room around it; a part without extent is not shown closer than `closest` times the world. */
export function fitted([left, top, right, bottom]: Bounds, frame: Size, world: Size, closest = 14): Camera {
  const whole = Math.min(frame.width / world.width, frame.height / world.height);
  const k = Math.min((frame.width * 0.84) / Math.max(right - left, 1e-9), (frame.height * 0.84) / Math.max(bottom - top, 1e-9), whole * closest);
  return kept({ k, dx: frame.width / 2 - (k * (left + right)) / 2, dy: frame.height / 2 - (k * (top + bottom)) / 2 }, frame, world);
}

/** The point of the map under a point of the screen. */
export const underneath = ({ k, dx, dy }: Camera, x: number, y: number): [number, number] => [(x - dx) / k, (y - dy) / k];
