// STUB so that pages can be tried: M2, overwrite this file.
export const rightsHandlers = {} as never;
