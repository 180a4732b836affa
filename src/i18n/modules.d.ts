declare module '*?locale=ru' {
  const messages: import('@lingui/core').Messages;
  export default messages;
}
declare module '*?locale=en' {
  const messages: import('@lingui/core').Messages;
  export default messages;
}
