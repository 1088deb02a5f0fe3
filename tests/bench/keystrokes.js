// How long from a change of a counter until the page holds its result, and until that is painted.

/** @param {Element} counter the milliseconds after its next change */
const nextResult = (counter) =>
  new Promise((resolve) => {
    let changed = 0;
    addEventListener("input", () => (changed = performance.now()), { capture: true, once: true });
    const watch = new MutationObserver(() => {
      watch.disconnect();
      resolve([performance.now() - changed, changed]);
    });
    watch.observe(counter.closest(".rule").querySelector(".rule-cost"), { childList: true });
  });

// For the next keystroke.
window.nextPainted = async () => {
  const [held, changed] = await nextResult(document.activeElement);
  await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
  return [held, performance.now() - changed];
};

// The same changes on a page that is not shown, so that the browser has nothing to draw in between.
window.undrawn = async (values, times) => {
  const counters = [...document.querySelectorAll('.counter input[type="number"]')].filter((one) => one.checkVisibility());
  document.body.style.display = "none"; // the theme's sheet would overrule the attribute
  const taken = [];
  for (let n = 0; taken.length < times; n += 1) {
    const counter = counters[Math.floor(n / values.length) % counters.length];
    const result = nextResult(counter);
    counter.value = values[n % values.length];
    counter.dispatchEvent(new InputEvent("input", { bubbles: true }));
    taken.push((await result)[0]);
    await new Promise((rested) => setTimeout(rested, 20));
  }
  document.body.style.display = "";
  return taken;
};
