import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { typeOfName } from '../../domain/files.ts';
import { useTexts } from '../../i18n/react.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Button } from '../../ui/base/parts.tsx';
import { type Area, coverPhoto, drawPhoto, release } from './picture.ts';
import type texts from './texts.json';

const LEAST = 0.02;
const STEP = 0.02;
/** A shorter stroke is a tap. */
const STROKE = 6;

const within = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most);
const percent = (fraction: number) => Math.round(fraction * 100);

function moved(area: Area, dx: number, dy: number): Area {
  return { ...area, x: within(area.x + dx, 0, 1 - area.w), y: within(area.y + dy, 0, 1 - area.h) };
}
function resized(area: Area, dw: number, dh: number): Area {
  return { ...area, w: within(area.w + dw, LEAST, 1 - area.x), h: within(area.h + dh, LEAST, 1 - area.y) };
}

const ARROWS: Record<string, readonly [number, number]> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
};

interface Stroke {
  kind: 'new' | 'move' | 'size';
  from: Area;
  x: number;
  y: number;
}

/** Covers parts of a photo before it is sent: by drawing, or by keyboard. The original stays where it is. */
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
  /** What was marked when the dialog was closed the last time. */
  areas: readonly Area[];
  onDone: (covered: File, areas: number) => void;
  onClose: (areas: readonly Area[]) => void;
}) {
  const t = useTexts<typeof texts>('files');
  const canvas = useRef<HTMLCanvasElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const add = useRef<HTMLButtonElement>(null);
  const stroke = useRef<Stroke>(undefined);
  const wanted = useRef<number>(undefined);
  const [areas, setAreas] = useState(before);
  const [picture, setPicture] = useState<'opening' | 'ready' | 'broken'>('opening');
  const [busy, setBusy] = useState(false);
  const [announced, setAnnounced] = useState('');
  const [trouble, setTrouble] = useState<'mask.none' | 'mask.failed'>();

  useEffect(() => {
    const element = canvas.current;
    if (!element) return undefined;
    const leaving = new AbortController();
    drawPhoto(file, element, leaving.signal).then(
      () => {
        if (!leaving.signal.aborted) setPicture('ready');
      },
      () => {
        if (!leaving.signal.aborted) setPicture('broken');
      },
    );
    return () => {
      leaving.abort();
      release(element);
    };
  }, [file]);

  // The area that was just made or changed is where the keyboard goes on.
  useEffect(() => {
    if (wanted.current === undefined) return;
    const button = stage.current?.querySelector<HTMLElement>(`[data-area="${wanted.current}"]`);
    wanted.current = undefined;
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
    setTrouble(undefined);
    setAreas(all =>
      all.some(({ id }) => id === area.id)
        ? all.map(one => (one.id === area.id ? area : one))
        : [...all, area],
    );
  }
  const fresh = () => Math.max(0, ...areas.map(({ id }) => id)) + 1;

  function addArea(): void {
    // Beside the former one, so that two are never one on top of the other.
    const place = areas.length % 5;
    const area = { id: fresh(), x: 0.1 + place * 0.04, y: 0.1 + place * 0.16, w: 0.3, h: 0.12 };
    wanted.current = area.id;
    put(area);
    setAnnounced(labelOf(area, areas.length));
  }

  function removeArea(area: Area): void {
    const index = areas.indexOf(area);
    const rest = areas.filter(one => one !== area);
    const next = rest[Math.min(index, rest.length - 1)];
    if (next) wanted.current = next.id;
    else add.current?.focus();
    setAreas(rest);
    setAnnounced(t('mask.count', { n: rest.length }));
  }

  function onKey(event: KeyboardEvent, area: Area, index: number): void {
    const arrow = ARROWS[event.key];
    if (arrow) {
      event.preventDefault();
      const changed = (event.shiftKey ? resized : moved)(area, ...arrow);
      put(changed);
      setAnnounced(labelOf(changed, index));
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      removeArea(area);
    }
  }

  function pointOf(event: PointerEvent): [number, number] {
    const { left, top, width, height } = (canvas.current as Element).getBoundingClientRect();
    return [within((event.clientX - left) / width, 0, 1), within((event.clientY - top) / height, 0, 1)];
  }

  function onDown(event: PointerEvent<HTMLDivElement>): void {
    if (event.button !== 0 || stroke.current) return;
    const target = event.target as Element;
    const id = Number(target.closest('[data-area]')?.getAttribute('data-area') ?? Number.NaN);
    const under = areas.find(area => area.id === id);
    const [x, y] = pointOf(event);
    stroke.current = under
      ? { kind: target.closest('[data-grip]') ? 'size' : 'move', from: under, x, y }
      : { kind: 'new', from: { id: fresh(), x, y, w: 0, h: 0 }, x, y };
    event.currentTarget.setPointerCapture(event.pointerId);
    if (under) {
      wanted.current = under.id;
      put(under);
    }
  }

  function onMove(event: PointerEvent): void {
    const now = stroke.current;
    if (!now) return;
    const [x, y] = pointOf(event);
    const { from } = now;
    if (now.kind === 'move') put(moved(from, x - now.x, y - now.y));
    else if (now.kind === 'size') put(resized(from, x - now.x, y - now.y));
    else {
      const { width, height } = (canvas.current as Element).getBoundingClientRect();
      const [w, h] = [Math.abs(x - now.x), Math.abs(y - now.y)];
      if (!areas.some(({ id }) => id === from.id) && w * width < STROKE && h * height < STROKE) return;
      const drawn = { ...from, x: Math.min(x, now.x), y: Math.min(y, now.y) };
      wanted.current = from.id;
      put({
        ...drawn,
        w: within(w, Math.min(LEAST, 1 - drawn.x), 1),
        h: within(h, Math.min(LEAST, 1 - drawn.y), 1),
      });
    }
  }

  function onUp(): void {
    const now = stroke.current;
    stroke.current = undefined;
    const index = areas.findIndex(({ id }) => id === now?.from.id);
    const area = areas[index];
    if (area) setAnnounced(labelOf(area, index));
  }

  async function finish(): Promise<void> {
    if (!canvas.current) return;
    if (areas.length === 0) {
      setTrouble('mask.none');
      return;
    }
    setBusy(true);
    try {
      const type = typeOfName(name) ?? file.type;
      onDone(await coverPhoto(canvas.current, areas, { name, type }), areas.length);
    } catch {
      setBusy(false);
      setTrouble('mask.failed');
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
      {trouble === undefined ? null : (
        <p className="error-text" role="alert">
          {t(trouble)}
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
        {announced}
      </span>
    </Dialog>
  );
}
