// The panel's own script, as old panels have it: it knows the module by its events alone.
document.addEventListener('privacy-attention', function (event) {
  var badge = document.getElementById('attention');
  if (badge) badge.textContent = event.detail.count > 0 ? String(event.detail.count) : '';
});
