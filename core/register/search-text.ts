/** Text as it is compared in a search: lower case, and «ё» as «е», since people type either. */
export const plainText = (text: string): string => text.toLowerCase().replaceAll('ё', 'е');
