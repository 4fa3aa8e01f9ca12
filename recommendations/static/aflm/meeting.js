// Next and previous by keyboard (and by a presenter's clicker, which sends Page Up and Page Down).
// Without it the links do the same. A remark that is not saved is never left behind.
(() => {
  "use strict";
  const form = document.querySelector("form[data-remark]");
  const remark = form && form.querySelector("textarea");
  if (!remark) return;
  const KEYS = { ArrowRight: "next", PageDown: "next", ArrowLeft: "prev", PageUp: "prev" };
  const before = remark.value;
  const typed = () => remark.value !== before;
  let sent = false;
  form.addEventListener("submit", () => { sent = true; });
  document.addEventListener("keydown", (event) => {
    const writes = event.target.closest && event.target.closest("input, textarea, select, button, a");
    const way = KEYS[event.key];
    if (!way || writes || typed() || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = document.querySelector(`main a[rel="${way}"]`);
    if (!link) return;
    event.preventDefault();
    link.click();
  });
  window.addEventListener("beforeunload", (event) => {
    if (typed() && !sent) event.preventDefault();
  });
})();
