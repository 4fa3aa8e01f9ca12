// Saves the answer while it is typed. The form works without it: it only presses "Save draft" more often.
// At most one request is on its way; what is typed meanwhile goes with the next one.
(() => {
  "use strict";
  const form = document.querySelector("form[data-autosave]");
  const state = document.getElementById("autosave");
  if (!form || !state || !window.fetch) return;
  const PAUSE = 5000; // after the last key
  const LEAST = 20000; // between two saves: a slow line is not filled with them
  const AGAIN = 15000; // after a failure
  // What does more than save this answer (an agency by its name, others tied to it) waits for the button.
  const LEFT = ["csrfmiddlewaretoken", "then", "other_agency", "other_leads", "serves"];
  const typed = () => {
    const data = new FormData(form);
    LEFT.slice(1).forEach((name) => data.delete(name));
    return data;
  };
  const mark = () => JSON.stringify([...typed()].filter(([name]) => !LEFT.includes(name)));
  let saved = mark();
  let busy = false;
  let leaving = false;
  let last = 0;
  let timer = 0;
  const say = (words, bad) => {
    if (state.textContent !== words) state.textContent = words;
    state.classList.toggle("app-overdue", Boolean(bad));
  };
  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  };
  async function save() {
    if (busy || leaving) return;
    const now = mark();
    if (now === saved) return;
    busy = true;
    let wait = AGAIN;
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST",
        body: new URLSearchParams(typed()),
        headers: { Accept: "application/json" },
        redirect: "manual",
        keepalive: document.visibilityState === "hidden",
      });
      if (answer.type === "opaqueredirect" || answer.status === 403) {
        say(state.dataset.out, true);
      } else if ((answer.headers.get("Content-Type") || "").startsWith("application/json")) {
        const told = await answer.json();
        say(told.said, !answer.ok);
        if (answer.ok) saved = now;
        // A mistake or somebody else's save: nothing changes until the person does something.
        wait = answer.ok ? LEAST : 0;
        if (!answer.ok) last = Date.now();
      } else {
        say(state.dataset.lost, true);
      }
    } catch {
      say(state.dataset.lost, true);
    }
    busy = false;
    last = Date.now();
    if (wait && mark() !== saved) later(wait);
  }
  const changed = () => later(Math.max(PAUSE, last + LEAST - Date.now()));
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("submit", () => {
    leaving = true;
    clearTimeout(timer);
  });
  window.addEventListener("pageshow", () => {
    leaving = false;
  });
  window.addEventListener("online", () => later(0));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save();
  });
})();
