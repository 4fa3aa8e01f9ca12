"""Is everything reached by Tab, and does it show where one is?"""

# Everything a person can act on: what is disabled, hidden or folded away is not among it.
FIND = """() => {
  const kinds = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
  const found = [...document.querySelectorAll(kinds)]
    .filter(e => !e.disabled && e.type !== 'hidden' && e.tabIndex >= 0)
    .filter(e => e.checkVisibility({visibilityProperty: true}));
  const one = {};
  const kept = found.filter(e => {
    if (e.type !== 'radio') return true;
    const group = found.filter(o => o.type === 'radio' && o.name === e.name && o.form === e.form);
    return e === (group.find(o => o.checked) || group[0]);
  });
  window.app_look = e => [e, e.closest('.govuk-radios__item, .govuk-checkboxes__item')?.querySelector('label')]
    .filter(Boolean).flatMap(x => ['', '::before', '::after'].map(p => {
      const s = getComputedStyle(x, p || null);
      return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.backgroundColor, s.borderColor].join(' ');
    })).join('|');
  document.activeElement.blur();
  window.app_before = new Map(kept.map(e => [e, window.app_look(e)]));
  window.app_all = kept;
  return kept.length;
}"""
STEP = """() => {
  const e = document.activeElement, at = window.app_all.indexOf(e);
  return {at, name: e.outerHTML.slice(0, 120), same: at >= 0 && window.app_look(e) === window.app_before.get(e)};
}"""
NAME = "at => window.app_all[at].outerHTML.slice(0, 120)"


def check_keyboard(page, *, skip_link: bool) -> None:
    """Tab through the whole page: nothing is left out, and each stop looks different from before."""
    total = page.evaluate(FIND)
    reached, plain = set(), []
    for _ in range(total + 20):
        page.keyboard.press("Tab")
        step = page.evaluate(STEP)
        if step["at"] in reached:
            break
        if step["at"] >= 0:
            reached.add(step["at"])
            plain += [step["name"]] if step["same"] else []
    missed = [page.evaluate(NAME, at) for at in range(total) if at not in reached]
    assert not missed, f"{page.url}: Tab does not reach\n" + "\n".join(missed)
    assert not plain, f"{page.url}: no focus is seen on\n" + "\n".join(plain)
    if skip_link:
        check_skip_link(page)


def check_skip_link(page) -> None:
    """The first stop leads past the frame."""
    page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
    link = page.locator(".govuk-skip-link, .skip-to-content-link").first
    link.focus()
    assert link.is_visible(), f"{page.url}: the skip link stays hidden"
    page.keyboard.press("Enter")
    page.wait_for_function("['#main', '#content-start'].includes(location.hash)")
    page.keyboard.press("Tab")
    inside = page.evaluate(
        "!document.querySelector('main a, main button, main input:not([type=hidden]), main select') || "
        "!!document.activeElement.closest('main, footer')"
    )
    assert inside, f"{page.url}: the skip link does not lead into the page"
