import { existsSync, readFileSync } from "node:fs";
import type { Double } from "../double.ts";
import { refuseTheRest } from "../refusal.ts";

const pngHeader = 24;

/** `electron.NativeImage`: the bytes it was made of, of which only a PNG tells its size. Resizing changes that alone. */
export class StandInImage implements Double<Electron.NativeImage> {
  readonly #bytes: Buffer;
  readonly #size: Electron.Size;
  isMacTemplateImage = false;

  constructor(bytes: Buffer, size = sizeOf(bytes)) {
    this.#bytes = bytes;
    this.#size = size;
    refuseTheRest("NativeImage", this);
  }

  isEmpty(): boolean {
    return this.#bytes.length === 0;
  }

  getSize(): Electron.Size {
    return { ...this.#size };
  }

  resize({ width, height }: Electron.ResizeOptions): Electron.NativeImage {
    const { width: oldWidth, height: oldHeight } = this.#size;
    const wide = width ?? Math.round((oldWidth * (height ?? oldHeight)) / (oldHeight || 1));
    const high = height ?? Math.round((oldHeight * wide) / (oldWidth || 1));
    return new StandInImage(this.#bytes, { width: wide, height: high }) as unknown as Electron.NativeImage;
  }

  toPNG(): Buffer {
    return this.#bytes;
  }

  toDataURL(): string {
    return `data:image/png;base64,${this.#bytes.toString("base64")}`;
  }

  setTemplateImage(isTemplate: boolean): void {
    this.isMacTemplateImage = isTemplate;
  }

  isTemplateImage(): boolean {
    return this.isMacTemplateImage;
  }
}

/** `electron.nativeImage`. */
export const nativeImageDouble = {
  createEmpty: () => asImage(Buffer.alloc(0)),
  createFromBuffer: (bytes) => asImage(bytes),
  createFromPath: (path) => asImage(existsSync(path) ? readFileSync(path) : Buffer.alloc(0)),
  createFromDataURL: (url) => asImage(Buffer.from(url.slice(url.indexOf(",") + 1), "base64")),
} satisfies Partial<typeof Electron.NativeImage>;

function sizeOf(bytes: Buffer): Electron.Size {
  if (bytes.length < pngHeader) return { width: 0, height: 0 };
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

function asImage(bytes: Buffer): Electron.NativeImage {
  return new StandInImage(bytes) as unknown as Electron.NativeImage;
}
