import { FILE_LIMITS } from '../../domain/files.ts';

/** An area of a picture, in fractions of its width and height. */
export interface Area {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** The longest side that is kept: enough to read a document, little enough for the memory of a phone. */
const LONGEST = 4096;
const JPEG_QUALITY = 0.92;

function pen(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  return context;
}

/** Gives the memory of a canvas back at once. */
export function release(canvas: HTMLCanvasElement): void {
  canvas.width = 0;
  canvas.height = 0;
}

/**
 * Draws a photo the right way up. By `createImageBitmap`: the policy of the host's page lets no `blob:` image in.
 * Aborted, it leaves the canvas alone.
 * @throws when the file is no picture the browser can read.
 */
export async function drawPhoto(
  file: Blob,
  canvas: HTMLCanvasElement,
  signal: AbortSignal,
  longest = LONGEST,
): Promise<void> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  if (signal.aborted) {
    bitmap.close();
    return;
  }
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  pen(canvas).drawImage(bitmap, 0, 0, canvas.width, canvas.height);
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
 * The picture with its areas painted over, as a new file of the same type. It is encoded afresh from the pixels on the
 * canvas: nothing under an area, and nothing else the original file held, is in it.
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
      const context = pen(canvas);
      context.drawImage(picture, 0, 0, canvas.width, canvas.height);
      context.fillStyle = '#000';
      for (const { x, y, w, h } of areas) {
        // Whole pixels, outwards: a pixel half covered would keep half of what was there.
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
