import { type DragEvent, useEffect, useState } from 'react';

const hasFiles = ({ dataTransfer }: { dataTransfer: DataTransfer | null }) =>
  dataTransfer?.types.includes('Files') === true;

/** The handlers of an element on which files can be dropped; `over` while files are dragged over it. */
export function useDropZone(onFiles: (files: FileList) => void) {
  const [over, setOver] = useState(false);
  return {
    over,
    handlers: {
      onDragEnter: (event: DragEvent) => setOver(hasFiles(event)),
      onDragOver: (event: DragEvent) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        event.stopPropagation();
        event.dataTransfer.dropEffect = 'copy';
      },
      onDragLeave: (event: DragEvent) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      },
      onDrop: (event: DragEvent) => {
        setOver(false);
        if (!hasFiles(event)) return;
        event.preventDefault();
        event.stopPropagation();
        onFiles(event.dataTransfer.files);
      },
    },
  };
}

/**
 * Refuses files dropped elsewhere in the module. Without it the browser opens the file in place of the page, and what
 * the customer has typed is lost.
 */
export function useRefusedDrops(zone: { current: HTMLElement | null }): void {
  useEffect(() => {
    const root = zone.current?.getRootNode();
    if (!(root instanceof ShadowRoot)) return undefined;
    const refuse = (event: Event) => {
      if (event.defaultPrevented || !hasFiles(event as globalThis.DragEvent)) return;
      event.preventDefault();
      const { dataTransfer } = event as globalThis.DragEvent;
      if (dataTransfer) dataTransfer.dropEffect = 'none';
    };
    root.addEventListener('dragover', refuse);
    root.addEventListener('drop', refuse);
    return () => {
      root.removeEventListener('dragover', refuse);
      root.removeEventListener('drop', refuse);
    };
  }, [zone]);
}
