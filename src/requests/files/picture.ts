import { FILE_LIMITS } from '../../domain/files.ts';
import type { Area } from './areas.ts';

/** The longest side of a canvas in pixels: a document stays readable, and a phone has the memory for it. */
const LONGEST_SIDE = 4096;
const JPEG_QUALITY = 0.92;

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  return context;
}

/** Frees the memory of a canvas at once; browsers free it only some time after the element is gone. */
export function release(canvas: HTMLCanvasElement): void {
  canvas.width = 0;
  canvas.height = 0;
}

/**
 * Draws a photo upright, no larger than `longestSide` pixels. It uses `createImageBitmap` because the content policy of
 * the host's page may forbid `blob:` images. It does not touch the canvas once `signal` is aborted.
 * @throws when the browser cannot read the file as a picture.
 */
export async function drawPhoto(
  file: Blob,
  canvas: HTMLCanvasElement,
  signal: AbortSignal,
  longestSide = LONGEST_SIDE,
): Promise<void> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  if (signal.aborted) {
    bitmap.close();
    return;
  }
  const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height));
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  contextOf(canvas).drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
}

const blobOf = (canvas: HTMLCanvasElement, type: string): Promise<Blob> =>
  new Promise((resolve, reject) => {
    canvas.toBlob(
      blob => (blob?.type === type ? resolve(blob) : reject(new Error(`no ${type}`))),
      type,
      JPEG_QUALITY,
    );
  });

/**
 * The picture with its areas painted black, as a new file of the same type. The file is encoded from the pixels of the
 * canvas, so it has neither what the areas cover nor the metadata of the original.
 */
export async function coverPhoto(
  picture: HTMLCanvasElement,
  areas: readonly Area[],
  { name, type }: { name: string; type: string },
): Promise<File> {
  const canvas = document.createElement('canvas');
  try {
    for (let scale = 1; ; scale *= 0.75) {
      canvas.width = Math.max(1, Math.round(picture.width * scale));
      canvas.height = Math.max(1, Math.round(picture.height * scale));
      const context = contextOf(canvas);
      context.drawImage(picture, 0, 0, canvas.width, canvas.height);
      context.fillStyle = '#000';
      for (const { x, y, w, h } of areas) {
        // Rounded outwards to whole pixels: a half-covered pixel would still show half of what is under it.
        const [left, top] = [Math.floor(x * canvas.width), Math.floor(y * canvas.height)];
        const [right, bottom] = [Math.ceil((x + w) * canvas.width), Math.ceil((y + h) * canvas.height)];
        context.fillRect(left, top, right - left, bottom - top);
      }
      const blob = await blobOf(canvas, type);
      if (blob.size <= FILE_LIMITS.bytes) return new File([blob], name, { type });
    }
  } finally {
    release(canvas);
  }
}
