/** How files of a copy that no system gave name their system: the reader, the readme, the statement, the seal. */
export const OURS = 'privacy-center';
