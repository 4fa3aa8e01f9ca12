// Saves the answer while it is typed. The form works without it: it only presses "Save draft" more often.
// At most one request is on its way; what is typed meanwhile goes with the next one.
(() => {
  "use strict";
  const form = document.querySelector("form[data-autosave]");
  const state = document.getElementById("autosave");
  if (!form || !state || !window.fetch) return;
  const LEAST = 45000; // between two saves: what is typed is never older unsaved, and a slow line is not filled
  const AGAIN = 15000; // after a failure
  const LONG = 6000; // an address-encoded letter of Lao or Thai takes nine bytes, in parts it takes three
  // What does more than save this answer (an agency by its name, others tied to it) waits for the button.
  const LEFT = ["csrfmiddlewaretoken", "then", "other_agency", "other_leads", "serves", "served"];
  const typed = () => {
    const data = new FormData(form);
    LEFT.slice(1).forEach((name) => data.delete(name));
    return data;
  };
  const body = () => {
    const full = new FormData();
    typed().forEach((value, name) => value === "" || full.append(name, value));
    const short = new URLSearchParams(full);
    return short.toString().length < LONG ? short : full;
  };
  const mark = () => JSON.stringify([...typed()].filter(([name]) => !LEFT.includes(name)));
  let saved = mark();
  let busy = false;
  let leaving = false;
  let last = Date.now();
  let timer = 0;
  const say = (words, bad) => {
    if (state.textContent !== words) state.textContent = words;
    state.classList.toggle("app-overdue", Boolean(bad));
  };
  const clock = () => new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  };
  async function save() {
    timer = 0;
    if (busy || leaving) return;
    const now = mark();
    if (now === saved) return;
    busy = true;
    let wait = AGAIN;
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST",
        body: body(),
        headers: { Accept: "application/json" },
        redirect: "manual",
        keepalive: document.visibilityState === "hidden",
      });
      if (answer.status === 204) {
        say(state.dataset.saved.replace("{time}", clock()));
        saved = now;
        wait = LEAST;
      } else if (answer.type === "opaqueredirect" || answer.status === 403) {
        say(state.dataset.out, true);
      } else if ((answer.headers.get("Content-Type") || "").startsWith("application/json")) {
        // A mistake or somebody else's save: nothing changes until the person does something.
        say((await answer.json()).said, true);
        wait = 0;
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
  const changed = () => timer || later(Math.max(0, last + LEAST - Date.now()));
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("submit", () => {
    leaving = true;
    clearTimeout(timer);
    timer = 0;
  });
  window.addEventListener("pageshow", () => {
    leaving = false;
  });
  window.addEventListener("online", () => later(0));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save();
  });
})();
