// The panel's own script, as old panels have it: it knows the module by its events alone.
function showAttention(count) {
  var badge = document.getElementById('attention');
  if (badge) badge.textContent = count > 0 ? String(count) : '';
}
document.addEventListener('privacy-attention', function (event) {
  showAttention(event.detail.count);
});
// Where the module is not on the page, the panel asks for the number itself; without an answer there is no badge.
if (!document.querySelector('activecloud-privacy')) {
  fetch('/api/privacy/v1/overview')
    .then(function (response) {
      return response.ok ? response.json() : { attention: [] };
    })
    .then(function (overview) {
      showAttention(overview.attention.length);
    })
    .catch(function () {});
}
