// What the entry imports when all of it has come: the module, and the function that takes the way its files are fetched.
export { mount } from '../mount.tsx';
export { setPreload } from './import-with.ts';
