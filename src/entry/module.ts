// What the entry imports when all of it has come: the module, and its own copy of the way its chunks are fetched.
export { mount } from '../mount.tsx';
export { setKnown } from './preload.ts';
