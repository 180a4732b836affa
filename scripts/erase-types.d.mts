export function eraseTypes(text: string): string;
