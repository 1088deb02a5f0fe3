// Tells, for the next keystroke, how long until the page held its result, and how long until that was painted.
window.nextResult = () =>
  new Promise((resolve) => {
    let pressed = 0;
    addEventListener("input", () => (pressed = performance.now()), { capture: true, once: true });
    const watch = new MutationObserver(() => {
      watch.disconnect();
      const held = performance.now() - pressed;
      requestAnimationFrame(() => setTimeout(() => resolve([held, performance.now() - pressed])));
    });
    watch.observe(document.activeElement.closest(".rule").querySelector(".rule-cost"), { childList: true });
  });
