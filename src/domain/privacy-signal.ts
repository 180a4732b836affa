/** The header by which a browser asks not to be tracked (Global Privacy Control, W3C). */
export const SIGNAL_HEADER = 'Sec-GPC';

/**
 * Whether a value of the header is the signal: `1` alone is, every other value means that there is none. Source: Global
 * Privacy Control (W3C), «The Sec-GPC Header Field for HTTP Requests».
 */
export const isSignal = (value: string | null): boolean => value === '1';
