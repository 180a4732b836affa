// The chunk that the entry imports last: `mount`, and `setPreload`, which takes the preloader of the entry.
export { mount } from '../mount.tsx';
export { setPreload } from './import-preloaded.ts';
