/** Stretches the bars of a picture to what a result says, and names them in words; every shape stands in the page. */

/**
 * @typedef {import("./result.mjs").Result} Result
 * @typedef {import("./result.mjs").SectionResult} SectionResult
 * @typedef {import("./result.mjs").Verdicts} Verdicts
 * @typedef {{total: number, kept: number, lost: number}} Shares the rest is still open
 */

/**
 * @param {HTMLElement} root
 * @param {Verdicts} verdicts
 * @returns {(result: Result) => void}
 */
export function pictureView(root, verdicts) {
  const scales = root.querySelectorAll('[data-picture="scale"]');
  const rows = /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-picture-section]"));
  return (result) => {
    for (const scale of scales) {
      if (result.range) showScale(scale, result.range, Number(root.dataset["points"]));
    }
    for (const row of rows) {
      const section = result.sections[row.dataset["pictureSection"] ?? ""];
      if (section) showSection(row, section, verdicts);
    }
  };
}

/** @param {Element} bar @param {Shares} shares */
export function stretch(bar, { total, kept, lost }) {
  const percent = (/** @type {number} */ part) => (total ? (100 * part) / total : 0);
  bar.querySelector(".share-kept")?.setAttribute("width", `${percent(kept)}%`);
  bar.querySelector(".share-lost")?.setAttribute("x1", `${100 - percent(lost)}%`);
}

/** @param {Element} bar @param {string} words */
export function name(bar, words) {
  const title = bar.querySelector("title");
  if (title && title.textContent !== words) title.textContent = words;
}

/** @param {Element} scale @param {{lowest: string, highest: string}} range @param {number} points */
function showScale(scale, { lowest, highest }, points) {
  const final = lowest === highest;
  stretch(scale, { total: points, kept: Number(lowest), lost: points - Number(highest) });
  name(scale, `${final ? `得分 ${lowest} 分` : `最终得分在 ${lowest}～${highest} 分之间`}，满分 ${points} 分`);
  const mark = scale.querySelector(".score-mark");
  mark?.setAttribute("x", `${(100 * Number(lowest)) / points}%`);
  mark?.setAttribute("visibility", final ? "visible" : "hidden");
}

/** @param {HTMLElement} row @param {SectionResult} section @param {Verdicts} verdicts */
function showSection(row, section, verdicts) {
  const { shares, words } = section.range ? points(section) : verdictsOf(section, verdicts);
  const bar = /** @type {Element} */ (row.querySelector("svg"));
  stretch(bar, shares);
  name(bar, `${section.title}：${words}`);
  const numbers = row.querySelector('[data-slot="numbers"]');
  if (numbers) numbers.textContent = words;
}

/** @param {SectionResult} section */
function points({ points, range }) {
  const total = Number(points);
  const kept = Number(range?.lowest);
  const lost = rounded(total - Number(range?.highest));
  const open = rounded(total - kept - lost);
  return { shares: { total, kept, lost }, words: `${points} 分：得 ${kept}${some("，扣", lost)}${some("，未定", open)}` };
}

/** @param {SectionResult} section @param {Verdicts} words */
function verdictsOf({ verdicts: { total, conforming, nonconforming, unanswered } }, words) {
  const shares = { total, kept: conforming, lost: nonconforming };
  if (!total) return { shares, words: "本次不核查" };
  const parts = [
    `${words.conforming} ${conforming}`,
    ...(nonconforming ? [`${words.nonconforming} ${nonconforming}`] : []),
    ...(unanswered ? [`未填 ${unanswered}`] : []),
  ];
  return { shares, words: `${total} 项：${parts.join("，")}` };
}

/** @param {string} word @param {number} amount */
function some(word, amount) {
  return amount ? `${word} ${amount}` : "";
}

/** Differences of decimals such as 22 − 21.9 as a person writes them. @param {number} difference */
function rounded(difference) {
  return Number(difference.toFixed(6));
}
