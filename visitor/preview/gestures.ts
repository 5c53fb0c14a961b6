import { settle, whole, zoomAt, type Placement } from "./zoom.ts";

/** What a finger that is drawn across the picture asks for. */
export type Swipes = { readonly onPrevious: () => void; readonly onNext: () => void; readonly onClose: () => void };

/** Pixels that a finger moves before it is a swipe. */
const swipeLength = 60;
const doubleTapMilliseconds = 300;
const zoomKeys: ReadonlyMap<string, number> = new Map([
  ["+", 1.5],
  ["=", 1.5], // on the same key, without Shift
  ["-", 1 / 1.5],
]);

/**
 * Fingers, mouse and wheel on a picture's stage: pinch, pan, double tap, and swipes where it is not zoomed. They go
 * on to the next one also from beside a picture, and where it has not come or cannot be shown.
 */
export class Gestures {
  readonly #picture: HTMLImageElement;
  readonly #stage: HTMLElement;
  readonly #swipes: Swipes;
  readonly #pointers = new Map<number, PointerEvent>();
  #placement: Placement = whole;
  #start: PointerEvent | undefined;
  #hasPinched = false;
  #tappedAt = 0;

  /** `signal` ends them. */
  constructor(picture: HTMLImageElement, stage: HTMLElement, signal: AbortSignal, swipes: Swipes) {
    this.#picture = picture;
    this.#stage = stage;
    this.#swipes = swipes;
    stage.addEventListener("pointerdown", (event) => this.#onDown(event), { signal });
    stage.addEventListener("pointermove", (event) => this.#onMove(event), { signal });
    stage.addEventListener("pointerup", (event) => this.#onUp(event), { signal });
    stage.addEventListener("pointercancel", (event) => this.#pointers.delete(event.pointerId), { signal });
    stage.addEventListener("wheel", (event) => this.#onWheel(event), { signal, passive: false });
    stage.closest("dialog")?.addEventListener("keydown", (event) => this.#onKey(event), { signal });
    stage.addEventListener("dragstart", (event) => event.preventDefault(), { signal });
  }

  #onDown(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.#stage.setPointerCapture(event.pointerId);
    this.#pointers.set(event.pointerId, event);
    if (this.#pointers.size > 1) this.#hasPinched = true;
    else {
      this.#start = event;
      this.#hasPinched = false;
    }
  }

  #onMove(event: PointerEvent): void {
    const before = this.#pointers.get(event.pointerId);
    if (before === undefined) return;
    const other = [...this.#pointers.values()].find((pointer) => pointer.pointerId !== event.pointerId);
    this.#pointers.set(event.pointerId, event);
    if (other !== undefined) {
      const factor = distance(event, other) / Math.max(1, distance(before, other));
      this.#zoom((event.clientX + other.clientX) / 2, (event.clientY + other.clientY) / 2, factor);
    } else if (this.#placement.scale > 1) {
      const { x, y, scale } = this.#placement;
      this.#place({ x: x + event.clientX - before.clientX, y: y + event.clientY - before.clientY, scale });
    }
  }

  #onUp(event: PointerEvent): void {
    this.#pointers.delete(event.pointerId);
    if (this.#start === undefined || this.#pointers.size > 0) return;
    const start = this.#start;
    const across = event.clientX - start.clientX;
    const down = event.clientY - start.clientY;
    this.#start = undefined;
    if (this.#hasPinched) return;
    if (Math.hypot(across, down) < 10) this.#onTap(event, start.target === this.#picture);
    else if (this.#placement.scale === 1) this.#onSwipe(across, down);
  }

  #onSwipe(across: number, down: number): void {
    if (Math.abs(down) > Math.abs(across)) {
      if (down > swipeLength) this.#swipes.onClose();
    } else if (across > swipeLength) this.#swipes.onPrevious();
    else if (across < -swipeLength) this.#swipes.onNext();
  }

  /** Fingers tap twice; a mouse clicks on the picture, and the second click of two does nothing more. */
  #onTap(event: PointerEvent, isOnPicture: boolean): void {
    const isDouble = event.timeStamp - this.#tappedAt < doubleTapMilliseconds;
    this.#tappedAt = isDouble ? 0 : event.timeStamp;
    const isMouse = event.pointerType === "mouse";
    if (isMouse ? isDouble || !isOnPicture : !isDouble) return;
    if (this.#placement.scale > 1) this.#place(whole);
    else this.#zoom(event.clientX, event.clientY, 3);
  }

  #onKey(event: KeyboardEvent): void {
    const factor = zoomKeys.get(event.key);
    if (factor === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const box = this.#stage.getBoundingClientRect();
    this.#zoom(box.left + box.width / 2, box.top + box.height / 2, factor);
  }

  #onWheel(event: WheelEvent): void {
    event.preventDefault();
    this.#zoom(event.clientX, event.clientY, Math.exp(-event.deltaY / 300));
  }

  #zoom(clientX: number, clientY: number, factor: number): void {
    if (!this.#isThere) return;
    const box = this.#stage.getBoundingClientRect();
    const x = clientX - box.left - box.width / 2;
    const y = clientY - box.top - box.height / 2;
    this.#place(zoomAt(this.#placement, x, y, factor));
  }

  /** Whether there is a picture: it has begun to come, and was not taken away for an error. Drawings may have no width. */
  get #isThere(): boolean {
    return this.#picture.isConnected && (this.#picture.complete || this.#picture.naturalWidth > 0);
  }

  #place(placement: Placement): void {
    const fitted = { width: this.#picture.clientWidth, height: this.#picture.clientHeight };
    const stage = { width: this.#stage.clientWidth, height: this.#stage.clientHeight };
    this.#placement = settle(placement, fitted, stage);
    const { x, y, scale } = this.#placement;
    this.#picture.classList.toggle("zoomed", scale > 1);
    this.#picture.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
  }
}

function distance(one: PointerEvent, other: PointerEvent): number {
  return Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
}
