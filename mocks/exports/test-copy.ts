import { vi } from 'vitest';
import { policy } from '../../core/policy/tables.ts';
import { joinBytes } from '../../core/digest.ts';
import type { Persona } from '../backend.ts';
import type { Called, CallOptions, SpecClient } from '../spec-client.ts';
import { isComputerSystem } from '../../core/policy/catalogue.ts';
import { INVENTED_SYSTEMS } from '../register/sources.ts';
import { unpack } from '../unpack.ts';

/** What a copy is asked to hold, in the specs: more is added by each. */
export const SPEC = {
  scope: 'person',
  categories: ['account', 'services'],
  formats: ['json', 'csv', 'html'],
  language: 'ru',
  includeAttachments: false,
  includeCorrespondence: false,
};

/** Every kind of data the register has whose systems are connected in the mock. */
export const ALL = policy()
  .categories.filter(({ systems }) =>
    systems.every(system => !isComputerSystem(system) || INVENTED_SYSTEMS.has(system)),
  )
  .map(({ id }) => id);

/** Looks at a copy until it stands still; the machine’s clock is set beyond its time first. */
export const settled = async (
  { get }: SpecClient,
  persona: Persona,
  id: string,
  options?: CallOptions,
): Promise<Called> => {
  vi.setSystemTime(Date.now() + 20_000);
  for (let look = 0; look < 600; look += 1) {
    const called = await get(persona, `/exports/${id}`, options);
    if (!['queued', 'collecting', 'packing'].includes(called.body.status)) return called;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  throw new Error(`${id} is never ready`);
};

/** Makes a copy and waits until it is ready. */
export const madeCopy = async (
  client: SpecClient,
  persona: Persona,
  spec: object,
  options?: CallOptions,
): Promise<Called> => {
  const made = await client.post(persona, '/exports', { ...SPEC, ...spec }, options);
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  return settled(client, persona, made.body.id, options);
};

/** The bytes of a part; the persona signs in freshly for it. */
export const partBytes = async (
  client: SpecClient,
  persona: Persona,
  id: string,
  n = 1,
): Promise<Uint8Array<ArrayBuffer>> => {
  await client.stepUp(persona);
  const { response, status } = await client.get(persona, `/exports/${id}/parts/${n}`);
  if (status !== 200) throw new Error(`part ${n} of ${id}: ${status}`);
  return new Uint8Array(await response.arrayBuffer());
};

/** The files of all parts, as unpacked into one folder. */
export const unpacked = async (
  client: SpecClient,
  persona: Persona,
  copy: { id: string; parts: readonly { n: number }[] },
): Promise<Map<string, Buffer>> => {
  const files = new Map<string, Buffer>();
  for (const { n } of copy.parts) {
    const part = await unpack(await partBytes(client, persona, copy.id, n));
    for (const [path, bytes] of part) files.set(path, bytes);
  }
  return files;
};

/** A stream, whole. */
export const wholeOf = async (stream: ReadableStream<Uint8Array>): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return joinBytes(chunks);
};
