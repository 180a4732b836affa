import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { typeOfName } from '../../domain/files.ts';
import { useTexts } from '../../i18n/react.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Button } from '../../ui/base/button.tsx';
import { type Area, ARROW_STEPS, clamp, drawnArea, movedArea, newArea, resizedArea } from './areas.ts';
import { coverPhoto, drawPhoto, release } from './picture.ts';
import type texts from './texts.json';

/** A shorter stroke, in pixels, is a tap and draws nothing. */
const SHORTEST_STROKE = 6;

const percent = (fraction: number) => Math.round(fraction * 100);

/** A pointer that is down: it draws a new area, or moves or resizes one. */
interface Stroke {
  kind: 'draw' | 'move' | 'resize';
  from: Area;
  x: number;
  y: number;
}

/** The dialog that covers parts of a photo before it is sent, with the pointer or the keyboard. The chosen file stays as it is. */
export default function PhotoMask({
  name,
  file,
  areas: before,
  onDone,
  onClose,
}: {
  /** The name the photo is attached under. */
  name: string;
  file: File;
  /** The areas at the time the dialog was last closed without covering. */
  areas: readonly Area[];
  onDone: (covered: File, areas: number) => void;
  onClose: (areas: readonly Area[]) => void;
}) {
  const t = useTexts<typeof texts>('files');
  const canvas = useRef<HTMLCanvasElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const add = useRef<HTMLButtonElement>(null);
  const stroke = useRef<Stroke>(undefined);
  const focusId = useRef<number>(undefined);
  const [areas, setAreas] = useState(before);
  const [picture, setPicture] = useState<'opening' | 'ready' | 'broken'>('opening');
  const [busy, setBusy] = useState(false);
  const [announcement, setAnnouncement] = useState('');
  const [errorKey, setErrorKey] = useState<'mask.none' | 'mask.failed'>();

  useEffect(() => {
    const element = canvas.current;
    if (!element) return undefined;
    const unmount = new AbortController();
    drawPhoto(file, element, unmount.signal).then(
      () => {
        if (!unmount.signal.aborted) setPicture('ready');
      },
      () => {
        if (!unmount.signal.aborted) setPicture('broken');
      },
    );
    return () => {
      unmount.abort();
      release(element);
    };
  }, [file]);

  // The area that was just added or changed gets the focus, so that arrow keys move it.
  useEffect(() => {
    if (focusId.current === undefined) return;
    const button = stage.current?.querySelector<HTMLElement>(`[data-area="${focusId.current}"]`);
    focusId.current = undefined;
    button?.focus({ preventScroll: true });
  });

  const labelOf = (area: Area, index: number) =>
    t('mask.area', {
      i: index + 1,
      x: percent(area.x),
      y: percent(area.y),
      w: percent(area.w),
      h: percent(area.h),
    });

  function put(area: Area): void {
    setErrorKey(undefined);
    setAreas(all =>
      all.some(({ id }) => id === area.id)
        ? all.map(one => (one.id === area.id ? area : one))
        : [...all, area],
    );
  }
  const nextId = () => Math.max(0, ...areas.map(({ id }) => id)) + 1;

  function addArea(): void {
    const area = newArea(nextId(), areas.length);
    focusId.current = area.id;
    put(area);
    setAnnouncement(labelOf(area, areas.length));
  }

  function removeArea(area: Area): void {
    const index = areas.indexOf(area);
    const rest = areas.filter(one => one !== area);
    const next = rest[Math.min(index, rest.length - 1)];
    if (next) focusId.current = next.id;
    else add.current?.focus();
    setAreas(rest);
    setAnnouncement(t('mask.count', { n: rest.length }));
  }

  function onKey(event: KeyboardEvent, area: Area, index: number): void {
    const arrow = ARROW_STEPS[event.key];
    if (arrow) {
      event.preventDefault();
      const changed = (event.shiftKey ? resizedArea : movedArea)(area, ...arrow);
      put(changed);
      setAnnouncement(labelOf(changed, index));
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      removeArea(area);
    }
  }

  function pointOf(event: PointerEvent): [number, number] {
    const { left, top, width, height } = (canvas.current as Element).getBoundingClientRect();
    return [clamp((event.clientX - left) / width, 0, 1), clamp((event.clientY - top) / height, 0, 1)];
  }

  function onDown(event: PointerEvent<HTMLDivElement>): void {
    if (event.button !== 0 || stroke.current) return;
    const target = event.target as Element;
    const id = Number(target.closest('[data-area]')?.getAttribute('data-area') ?? Number.NaN);
    const hit = areas.find(area => area.id === id);
    const [x, y] = pointOf(event);
    stroke.current = hit
      ? { kind: target.closest('[data-grip]') ? 'resize' : 'move', from: hit, x, y }
      : { kind: 'draw', from: { id: nextId(), x, y, w: 0, h: 0 }, x, y };
    event.currentTarget.setPointerCapture(event.pointerId);
    if (hit) {
      focusId.current = hit.id;
      put(hit);
    }
  }

  function onMove(event: PointerEvent): void {
    const current = stroke.current;
    if (!current) return;
    const [x, y] = pointOf(event);
    const { from } = current;
    if (current.kind === 'move') put(movedArea(from, x - current.x, y - current.y));
    else if (current.kind === 'resize') put(resizedArea(from, x - current.x, y - current.y));
    else {
      const { width, height } = (canvas.current as Element).getBoundingClientRect();
      const [w, h] = [Math.abs(x - current.x), Math.abs(y - current.y)];
      if (
        !areas.some(({ id }) => id === from.id) &&
        w * width < SHORTEST_STROKE &&
        h * height < SHORTEST_STROKE
      )
        return;
      focusId.current = from.id;
      put(drawnArea(from.id, [current.x, current.y], [x, y]));
    }
  }

  function onUp(): void {
    const current = stroke.current;
    stroke.current = undefined;
    const index = areas.findIndex(({ id }) => id === current?.from.id);
    const area = areas[index];
    if (area) setAnnouncement(labelOf(area, index));
  }

  async function finish(): Promise<void> {
    if (!canvas.current) return;
    if (areas.length === 0) {
      setErrorKey('mask.none');
      return;
    }
    setBusy(true);
    try {
      const type = typeOfName(name) ?? file.type;
      onDone(await coverPhoto(canvas.current, areas, { name, type }), areas.length);
    } catch {
      setBusy(false);
      setErrorKey('mask.failed');
    }
  }

  return (
    <Dialog title={t('mask.title')} onClose={() => onClose(areas)}>
      {picture === 'broken' ? (
        <p>{t('mask.broken')}</p>
      ) : (
        <>
          <p>{t('mask.hint')}</p>
          <div className="mask-tools">
            <Button ref={add} busy={picture !== 'ready'} onClick={addArea}>
              {t('mask.add')}
            </Button>
            <span className="term">
              {picture === 'ready' ? t('mask.count', { n: areas.length }) : t('mask.loading')}
            </span>
          </div>
          <div
            ref={stage}
            className="mask-stage"
            data-ready={picture === 'ready'}
            role="application"
            aria-label={t('mask.stage')}
            onPointerDown={onDown}
            onPointerMove={onMove}
            onPointerUp={onUp}
            onPointerCancel={onUp}
          >
            <canvas ref={canvas} className="mask-picture" />
            {areas.map((area, index) => (
              <button
                key={area.id}
                type="button"
                className="mask-area"
                data-area={area.id}
                aria-label={labelOf(area, index)}
                style={{
                  left: `${area.x * 100}%`,
                  top: `${area.y * 100}%`,
                  width: `${area.w * 100}%`,
                  height: `${area.h * 100}%`,
                }}
                onKeyDown={event => onKey(event, area, index)}
              >
                <span aria-hidden="true">{index + 1}</span>
                <span className="mask-grip" data-grip="" aria-hidden="true" />
              </button>
            ))}
          </div>
          <p className="term mask-keys">{t('mask.keys')}</p>
          {areas.length === 0 ? null : (
            <ol className="mask-list">
              {areas.map((area, index) => (
                <li key={area.id}>
                  <span className="small num">
                    {t('mask.row', { i: index + 1, w: percent(area.w), h: percent(area.h) })}
                  </span>
                  <Button
                    kind="quiet"
                    aria-label={t('mask.remove', { i: index + 1 })}
                    onClick={() => removeArea(area)}
                  >
                    {t('remove')}
                  </Button>
                </li>
              ))}
            </ol>
          )}
        </>
      )}
      {errorKey === undefined ? null : (
        <p className="error-text" role="alert">
          {t(errorKey)}
        </p>
      )}
      <div className="actions mask-actions">
        {picture === 'broken' ? null : (
          <Button kind="primary" busy={busy || picture !== 'ready'} onClick={() => void finish()}>
            {t('mask.done')}
          </Button>
        )}
        <Button onClick={() => onClose(areas)}>{t('mask.cancel')}</Button>
      </div>
      <span role="status" className="sr">
        {announcement}
      </span>
    </Dialog>
  );
}
