// Paints the map. Land is projected once, and only moved and scaled from frame to frame; circles keep their size on the screen.
import type { Camera, Size } from "./camera";
import { labelsOf } from "./circles";
import type { Circle } from "./circles";
import type { Land } from "./land";

/** Colours of the page, as the browser computed them: a canvas knows no custom properties. */
export type Palette = Readonly<Record<"sunk" | "card" | "line" | "edge" | "pro" | "ink" | "soft" | "link" | "paper", string>>;

export function paletteOf(element: HTMLElement): Palette {
  const probe = document.createElement("span");
  element.append(probe);
  const computed = (name: string) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const palette: Palette = {
    sunk: computed("sunk"), card: computed("card"), line: computed("line"), edge: computed("edge"), pro: computed("pro"),
    ink: computed("ink"), soft: computed("soft"), link: computed("link"), paper: computed("paper"),
  };
  probe.remove();
  return palette;
}

export interface Scene {
  camera: Camera;
  frame: Size;
  ratio: number;
  palette: Palette;
  sphere: Path2D;
  graticule: Path2D;
  land: Land | null;
  /** In drawing order. */
  circles: readonly Circle[];
  /** Whether a place is inside the chosen box. */
  inside: (place: number) => boolean;
  box: Path2D | null;
  hovered: number | null;
  names: (place: number) => string;
}

export function paint(context: CanvasRenderingContext2D, scene: Scene): void {
  const { camera, frame, ratio, palette } = scene;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, frame.width, frame.height);
  onMap(context, scene, () => {
    context.fillStyle = palette.sunk;
    context.fill(scene.sphere);
    line(context, camera, palette.line, 0.5);
    context.stroke(scene.graticule);
    if (scene.land) {
      context.fillStyle = palette.card;
      context.fill(scene.land.land);
      line(context, camera, palette.edge, 0.6);
      context.stroke(scene.land.land);
      line(context, camera, palette.line, 0.8);
      context.stroke(scene.land.borders);
    }
    line(context, camera, palette.line, 1);
    context.stroke(scene.sphere);
  });
  for (const circle of scene.circles) paintCircle(context, scene, circle);
  if (scene.box) {
    const box = scene.box;
    onMap(context, scene, () => {
      line(context, camera, palette.paper, 4);
      context.stroke(box);
      line(context, camera, palette.link, 2);
      context.setLineDash([6 / camera.k, 4 / camera.k]);
      context.stroke(box);
      context.setLineDash([]);
    });
  }
  paintNames(context, scene);
}

function onMap(context: CanvasRenderingContext2D, { camera, ratio }: Scene, work: () => void): void {
  context.save();
  context.transform(camera.k, 0, 0, camera.k, camera.dx, camera.dy);
  work();
  context.restore();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
}

function line(context: CanvasRenderingContext2D, camera: Camera, colour: string, width: number): void {
  context.strokeStyle = colour;
  context.lineWidth = width / camera.k;
}

/** The whole circle is all events; the dark disc in it, by area, those that are said to be certain. */
function paintCircle(context: CanvasRenderingContext2D, { camera, frame, palette, inside, hovered }: Scene, circle: Circle): void {
  const x = camera.k * circle.x + camera.dx;
  const y = camera.k * circle.y + camera.dy;
  const { radius } = circle;
  if (x < -radius || y < -radius || x > frame.width + radius || y > frame.height + radius) return;
  const within = inside(circle.place);
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  if (within) {
    context.globalAlpha = 0.28;
    context.fillStyle = palette.pro;
    context.fill();
    context.globalAlpha = 1;
  }
  context.strokeStyle = circle.place === hovered ? palette.ink : within ? palette.pro : palette.soft;
  context.lineWidth = circle.place === hovered ? 2.5 : 1.2;
  context.stroke();
  if (within && circle.certain > 0) {
    context.beginPath();
    context.arc(x, y, radius * Math.sqrt(circle.certain), 0, 2 * Math.PI);
    context.globalAlpha = 0.8;
    context.fillStyle = palette.pro;
    context.fill();
    context.globalAlpha = 1;
  }
}

function paintNames(context: CanvasRenderingContext2D, { camera, frame, palette, circles, inside, names }: Scene): void {
  context.font = '12px system-ui, "DejaVu Sans", sans-serif';
  context.textBaseline = "middle";
  context.lineJoin = "round";
  const named = circles.filter(({ place }) => inside(place));
  for (const { text, x, y } of labelsOf(named, names, camera, frame, (words) => context.measureText(words).width)) {
    context.strokeStyle = palette.card;
    context.lineWidth = 3;
    context.strokeText(text, x, y);
    context.fillStyle = palette.ink;
    context.fillText(text, x, y);
  }
}
