// How this panel confirms people: a dialog of its own, as `onStepUp` of the module. The demo has no passwords. With
// `?step-up=module` in its address the module asks with its own dialog, which offers codes by email as well.
(function () {
  function confirmed(dialog) {
    return new Promise(function (resolve, reject) {
      dialog.addEventListener('close', function () {
        dialog.remove();
        if (dialog.returnValue !== 'confirm') return reject(new Error('declined'));
        fetch('/confirm', { method: 'POST' }).then(function (response) {
          if (response.ok) resolve();
          else reject(new Error('not confirmed'));
        }, reject);
      });
    });
  }
  function button(text, value, kind) {
    var made = document.createElement('button');
    made.className = 'btn ' + kind;
    made.value = value;
    made.textContent = text;
    return made;
  }
  function onStepUp() {
    var dialog = document.createElement('dialog');
    dialog.setAttribute('aria-labelledby', 'confirm-title');
    var title = document.createElement('h2');
    title.id = 'confirm-title';
    title.textContent = 'Подтвердите вход';
    var text = document.createElement('p');
    text.textContent = 'Стенд: пароля нет, достаточно нажать кнопку.';
    var form = document.createElement('form');
    form.method = 'dialog';
    form.append(
      title,
      text,
      button('Это я', 'confirm', 'btn-primary'),
      ' ',
      button('Не сейчас', 'cancel', 'btn-default'),
    );
    dialog.append(form);
    document.body.append(dialog);
    var done = confirmed(dialog);
    dialog.showModal();
    return done;
  }
  var module = document.querySelector('activecloud-privacy');
  if (module && !/[?&]step-up=module\b/.test(location.search)) module.onStepUp = onStepUp;
})();
