// The map: circles of places on the land, moved and brought nearer by wheel, pointer, buttons and keys; an area is chosen by dragging.
import { geoGraticule10 } from "d3-geo";
import { useEffect, useMemo, useRef, useState } from "react";
import type { KeyboardEvent, PointerEvent, ReactNode } from "react";
import type { EventCounts } from "../../api/contract";
import { SafeText } from "../../parts/SafeText";
import { count } from "../../parts/format";
import { fitted, moved, underneath, zoomed } from "./camera";
import type { Camera, Size } from "./camera";
import { LARGEST, circleAt, inDrawingOrder, largestRadius, radiusOf } from "./circles";
import type { Circle } from "./circles";
import type { PlaceTotal } from "./crossfilter";
import { paint, paletteOf } from "./draw";
import { boundsOf, boxShape, globeOf, middleOf } from "./globe";
import type { Globe } from "./globe";
import { loadLand } from "./land";
import type { Detail, Land } from "./land";
import { boxOf, inBox } from "./selection";
import type { Box } from "./selection";
import { useColours } from "./useColours";
import { useSize } from "./useSize";

type Place = EventCounts["places"][number];

export interface MapCanvasProps {
  places: readonly Place[];
  totals: readonly PlaceTotal[];
  /** The largest number of events that any place has without a choice: circles keep their measure. */
  most: number;
  box: Box | null;
  /** While an area is drawn, and when it is done. */
  onDraft: (box: Box | null) => void;
  onBox: (box: Box | null) => void;
  /** What lies over the foot of the map. */
  children?: ReactNode;
}

/** Heights of the tools over the top of the map, and of the legend over its foot. */
const TOOLS = 40;
const FOOT = 34;

/** Shows all places, or the whole earth where there are none, between the tools and the legend. */
function seen(globe: Globe, places: readonly { lat: number; lon: number }[], frame: Size): Camera {
  const bounds = boundsOf(globe, places);
  if (!bounds) return fitted([0, 0, globe.size.width, globe.size.height], frame, globe.size);
  const camera = fitted(bounds, { width: frame.width, height: frame.height - TOOLS - FOOT }, globe.size);
  return moved(camera, 0, TOOLS, frame, globe.size);
}

/** How much nearer the finer outlines are shown. */
const FINE_FROM = 4;

export function MapCanvas({ places, totals, most, box, onDraft, onBox, children }: MapCanvasProps) {
  const [frameRef, frame] = useSize();
  const globe = useMemo(() => globeOf(middleOf(places)), [places]);
  return (
    <div className="map-frame" ref={frameRef}>
      {frame && frame.width > 0 && <Live key={globe.project(0, 0).join()} {...{ globe, frame, places, totals, most, box, onDraft, onBox }} />}
      {children}
    </div>
  );
}

interface Drag {
  kind: "move" | "box";
  x: number;
  y: number;
  fromX: number;
  fromY: number;
}

function Live({ globe, frame, places, totals, most, box, onDraft, onBox }: MapCanvasProps & { globe: Globe; frame: Size }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [camera, setCamera] = useState<Camera>(() => seen(globe, box ? [{ lat: box[1], lon: box[0] }, { lat: box[3], lon: box[2] }] : places, frame));
  const [selecting, setSelecting] = useState(false);
  const [hovered, setHovered] = useState<Circle | null>(null);
  const [draft, setDraft] = useState<Box | null>(null);
  const drag = useRef<Drag | null>(null);
  const pinch = useRef(new Map<number, [number, number]>());
  const colours = useColours();
  const whole = Math.min(frame.width / globe.size.width, frame.height / globe.size.height);
  const land = useLand(globe, camera.k / whole >= FINE_FROM ? "fine" : "coarse");
  const backdrop = useMemo(() => ({ sphere: new Path2D(globe.outline({ type: "Sphere" })), graticule: new Path2D(globe.outline(geoGraticule10())) }), [globe]);
  const largest = largestRadius(most, frame.width < 500 ? LARGEST * 0.7 : LARGEST);
  const circles = useMemo(
    () =>
      inDrawingOrder(
        totals.flatMap((total, index) => {
          const place = places[index];
          if (!place || total.events === 0) return [];
          const [x, y] = globe.project(place.lon, place.lat);
          return [{ place: index, x, y, radius: radiusOf(total.events, most, largest), events: total.events, certain: total.certainties.certain / total.events }];
        }),
      ),
    [globe, places, totals, most, largest],
  );
  // Another size of the frame keeps what is in its middle.
  const lastFrame = useRef(frame);
  useEffect(() => {
    const before = lastFrame.current;
    lastFrame.current = frame;
    if (before !== frame) setCamera((camera) => moved(camera, (frame.width - before.width) / 2, (frame.height - before.height) / 2, frame, globe.size));
  }, [frame, globe]);

  const shownBox = draft ?? box;
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext("2d");
    if (!element || !context) return;
    const request = requestAnimationFrame(() => {
      const ratio = devicePixelRatio;
      const [width, height] = [Math.round(frame.width * ratio), Math.round(frame.height * ratio)];
      // Setting the size clears the canvas, even to what it was.
      if (element.width !== width) element.width = width;
      if (element.height !== height) element.height = height;
      paint(context, {
        camera, frame, ratio, land, circles, ...backdrop,
        palette: paletteOf(element.parentElement ?? document.body),
        inside: (index) => {
          const place = places[index];
          return shownBox === null || (place !== undefined && inBox(shownBox, place.lat, place.lon));
        },
        box: shownBox ? new Path2D(globe.outline(boxShape(shownBox))) : null,
        hovered: hovered?.place ?? null,
        names: (index) => places[index]?.name ?? "",
      });
      // For those who wait for the whole picture: tests, and whoever makes pictures of the page.
      if (land) element.dataset["drawn"] = "land";
    });
    return () => cancelAnimationFrame(request);
  }, [camera, frame, land, circles, backdrop, places, shownBox, globe, hovered, colours]);

  // React's own wheel listener is passive: it could not keep the page from scrolling.
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    function turned(event: WheelEvent) {
      event.preventDefault();
      const { left, top } = (event.currentTarget as HTMLElement).getBoundingClientRect();
      const factor = Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.0016));
      setCamera((camera) => zoomed(camera, factor, event.clientX - left, event.clientY - top, frame, globe.size));
    }
    element.addEventListener("wheel", turned, { passive: false });
    return () => element.removeEventListener("wheel", turned);
  }, [frame, globe]);

  const nearer = (factor: number) => setCamera((camera) => zoomed(camera, factor, frame.width / 2, frame.height / 2, frame, globe.size));
  const shift = (x: number, y: number) => setCamera((camera) => moved(camera, x, y, frame, globe.size));
  const fit = () => setCamera(seen(globe, circles.flatMap(({ place }) => places[place] ?? []), frame));
  const earth = () => setCamera(fitted([0, 0, globe.size.width, globe.size.height], frame, globe.size, 1));

  const at = (event: PointerEvent): [number, number] => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  };
  const between = (one: readonly [number, number], other: readonly [number, number]): Box | null => {
    const [lon, lat] = globe.invert(...underneath(camera, ...one));
    const [lon2, lat2] = globe.invert(...underneath(camera, ...other));
    return boxOf(Math.min(lon, lon2), Math.min(lat, lat2), Math.max(lon, lon2), Math.max(lat, lat2));
  };

  function down(event: PointerEvent<HTMLCanvasElement>) {
    if (event.button !== 0) return;
    const [x, y] = at(event);
    pinch.current.set(event.pointerId, [x, y]);
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = pinch.current.size > 1 ? null : { kind: selecting || event.shiftKey ? "box" : "move", x, y, fromX: x, fromY: y };
  }
  function move(event: PointerEvent<HTMLCanvasElement>) {
    const [x, y] = at(event);
    const before = pinch.current.get(event.pointerId);
    if (before && pinch.current.size === 2) {
      const other = [...pinch.current].find(([id]) => id !== event.pointerId)?.[1];
      if (other) {
        const factor = Math.hypot(x - other[0], y - other[1]) / Math.max(1, Math.hypot(before[0] - other[0], before[1] - other[1]));
        setCamera((camera) => zoomed(camera, factor, (x + other[0]) / 2, (y + other[1]) / 2, frame, globe.size));
      }
      pinch.current.set(event.pointerId, [x, y]);
      return;
    }
    const dragged = drag.current;
    if (!dragged) {
      setHovered(circleAt(circles, camera, x, y));
      return;
    }
    if (dragged.kind === "move") shift(x - dragged.x, y - dragged.y);
    else {
      const next = between([dragged.fromX, dragged.fromY], [x, y]);
      setDraft(next);
      onDraft(next);
    }
    drag.current = { ...dragged, x, y };
  }
  function up(event: PointerEvent<HTMLCanvasElement>) {
    pinch.current.delete(event.pointerId);
    const dragged = drag.current;
    drag.current = null;
    setDraft(null);
    onDraft(null);
    if (!dragged || event.type === "pointercancel") return;
    const [x, y] = at(event);
    if (Math.hypot(x - dragged.fromX, y - dragged.fromY) < 4) {
      const place = places[circleAt(circles, camera, x, y)?.place ?? -1];
      if (place) onBox(around(place));
    } else if (dragged.kind === "box") {
      onBox(between([dragged.fromX, dragged.fromY], [x, y]));
      setSelecting(false);
    }
  }
  function key(event: KeyboardEvent) {
    const keys: Record<string, () => void> = {
      ArrowLeft: () => shift(60, 0), ArrowRight: () => shift(-60, 0), ArrowUp: () => shift(0, 60), ArrowDown: () => shift(0, -60),
      "+": () => nearer(1.5), "=": () => nearer(1.5), "-": () => nearer(1 / 1.5), "0": earth,
    };
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }
  const inSight = () => between([0, 0], [frame.width, frame.height]);
  return (
    <>
      <div className="map-stage" role="group" aria-label="Map of events. Arrows move it, plus and minus bring it nearer and further, 0 shows the whole earth. The table has the same in words." tabIndex={0} onKeyDown={key}>
        <canvas
          ref={canvas}
          className={selecting ? "map selecting" : "map"}
          role="img"
          aria-label={`${count(circles.length, "place")} with events, as circles`}
          onPointerDown={down}
          onPointerMove={move}
          onPointerUp={up}
          onPointerCancel={up}
          onPointerLeave={() => setHovered(null)}
        />
        {hovered && <Tip circle={hovered} camera={camera} frame={frame} place={places[hovered.place]} total={totals[hovered.place]} />}
      </div>
      <div className="map-tools">
        <Tool name="Nearer" onClick={() => nearer(1.6)}>+</Tool>
        <Tool name="Further" onClick={() => nearer(1 / 1.6)}>−</Tool>
        <button type="button" onClick={fit}>All events</button>
        <button type="button" onClick={earth}>Earth</button>
        <button type="button" aria-pressed={selecting} onClick={() => setSelecting(!selecting)}>Draw an area</button>
        <button type="button" onClick={() => onBox(inSight())}>Area in sight</button>
      </div>
    </>
  );
}

/** A box around a single place, a few kilometres wide. */
const around = ({ lat, lon }: Place): Box | null => boxOf(lon - 0.05, lat - 0.05, lon + 0.05, lat + 0.05);

function Tool({ name, onClick, children }: { name: string; onClick: () => void; children: ReactNode }) {
  return <button type="button" className="icon" aria-label={name} title={name} onClick={onClick}>{children}</button>;
}

function Tip({ circle, camera, frame, place, total }: { circle: Circle; camera: Camera; frame: Size; place: Place | undefined; total: PlaceTotal | undefined }) {
  if (!place || !total) return null;
  const x = camera.k * circle.x + camera.dx;
  const y = camera.k * circle.y + camera.dy;
  const { certain, probable, possible, unknown } = total.certainties;
  return (
    <div className="map-tip small" aria-hidden="true" style={{ left: Math.min(x + 10, frame.width - 190), top: y > frame.height / 2 ? y - 70 : y + 12 }}>
      <b><SafeText text={place.name} /></b>{place.country && <span className="soft"> {place.country}</span>}
      <div>{count(total.events, "event")}</div>
      <div className="soft tabular">● {certain} ◐ {probable} ○ {possible} · {unknown}</div>
    </div>
  );
}

/** The outlines; the finer ones once they are wanted. Without them the circles stand on an empty globe. */
function useLand(globe: Globe, detail: Detail): Land | null {
  const [land, setLand] = useState<Land | null>(null);
  const [finest, setFinest] = useState<Detail>(detail);
  if (detail === "fine" && finest === "coarse") setFinest("fine");
  useEffect(() => {
    const asked = new AbortController();
    loadLand(finest, globe, asked.signal).then(setLand, () => undefined);
    return () => asked.abort();
  }, [globe, finest]);
  return land;
}
