declare module '*?locale=ru' {
  const messages: import('./message.ts').Messages;
  export default messages;
}
declare module '*?locale=en' {
  const messages: import('./message.ts').Messages;
  export default messages;
}
